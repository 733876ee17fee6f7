import { ActionIcon, Button, CloseButton, TextInput, UnstyledButton } from '@mantine/core'
import { IconBookmarkPlus } from '@tabler/icons-react'
import { type FormEvent, useRef, useState } from 'react'
import { withoutEmpty } from '~/lib/list-search.ts'
import { useSession } from '~/lib/session.ts'
import { recall, remember } from '~/lib/storage.ts'
import { Popover } from '../popover/popover.tsx'
import type { Search } from './filter.ts'
import classes from './filter-bar.module.css'

/** A named state of a list: its filters, search and sort. */
export interface View {
  name: string
  search: Search
}

interface Props {
  id: string
  search: Search
  views: readonly View[]
  onPick: (search: Search) => void
}

/** The list's views as tabs: all, those everybody has, and the person's own, kept in this browser. */
export function ViewTabs({ id, search, views, onPick }: Props) {
  const { user } = useSession()
  const key = `views.${user.id}.${id}`
  const [own, setOwn] = useState<View[]>(() => recall<View[]>(key, []))
  const keep = (next: View[]) => {
    setOwn(next)
    remember(key, next)
  }
  const all: View[] = [{ name: 'All', search: {} }, ...views]
  const current = fingerprint(search)
  const known = [...all, ...own].some((view) => fingerprint(view.search) === current)
  return (
    <div className={classes.views} role="toolbar" aria-label="Views">
      {all.map((view) => (
        <Tab key={view.name} view={view} current={current} onPick={onPick} />
      ))}
      {own.map((view) => (
        <span key={view.name} className={classes.ownView}>
          <Tab view={view} current={current} onPick={onPick} />
          {fingerprint(view.search) === current ? (
            <CloseButton
              size="xs"
              aria-label={`Forget the view ${view.name}`}
              onClick={() => keep(own.filter((one) => one !== view))}
            />
          ) : null}
        </span>
      ))}
      {known ? null : (
        <SaveView onSave={(name) => keep([...own.filter((view) => view.name !== name), { name, search }])} />
      )}
    </div>
  )
}

function Tab({ view, current, onPick }: { view: View; current: string; onPick: (search: Search) => void }) {
  const active = fingerprint(view.search) === current
  return (
    <UnstyledButton
      className={classes.view}
      data-active={active || undefined}
      aria-pressed={active}
      onClick={() => onPick(view.search)}
    >
      {view.name}
    </UnstyledButton>
  )
}

function SaveView({ onSave }: { onSave: (name: string) => void }) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name') ?? '').trim()
    if (name === '') return
    onSave(name)
    setOpen(false)
  }
  return (
    <>
      <ActionIcon
        ref={button}
        variant="subtle"
        color="gray"
        aria-label="Save this view"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <IconBookmarkPlus size={17} aria-hidden />
      </ActionIcon>
      <Popover opened={open} onClose={() => setOpen(false)} anchor={button} label="Save this view">
        <form onSubmit={save} style={{ display: 'flex', gap: 8, alignItems: 'flex-end' }}>
          <TextInput name="name" label="Save this view as" maxLength={30} data-autofocus />
          <Button type="submit">Save</Button>
        </form>
      </Popover>
    </>
  )
}

/** Two searches are the same view when they ask the same, in whatever order. */
function fingerprint(search: Search): string {
  return JSON.stringify(Object.entries(withoutEmpty(search)).sort(([a], [b]) => a.localeCompare(b)))
}
