import { Button, CloseButton, UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { errorSentence } from '~/lib/errors.ts'
import { notifyError } from '~/lib/notify.ts'
import { Popover } from '../popover/popover.tsx'
import { describe, type Filter, isSet, keysOf, type Search } from './filter.ts'
import classes from './filter-bar.module.css'

// The editors bring number fields and radio buttons, which no list needs before a filter is opened.
const loadEditor = () => import('./filter-editor.tsx')
type Editor = Awaited<ReturnType<typeof loadEditor>>['FilterEditor']

interface Props {
  filters: readonly Filter[]
  search: Search
  onChange: (patch: Search) => void
}

/** One chip a filter: dashed when not set, with its value when it is; opens its editor. */
export function FilterChips({ filters, search, onChange }: Props) {
  const anySet = filters.some((filter) => isSet(filter, search))
  const clear = (some: readonly Filter[]) =>
    onChange(Object.fromEntries(some.flatMap(keysOf).map((key) => [key, undefined])))
  return (
    <>
      {filters.map((filter) => (
        <Chip key={filter.label} filter={filter} search={search} onChange={onChange} onClear={() => clear([filter])} />
      ))}
      {anySet ? (
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => clear(filters)}>
          Clear filters
        </Button>
      ) : null}
    </>
  )
}

interface ChipProps {
  filter: Filter
  search: Search
  onChange: (patch: Search) => void
  onClear: () => void
}

function Chip({ filter, search, onChange, onClear }: ChipProps) {
  const [open, setOpen] = useState(false)
  const [Editor, setEditor] = useState<Editor>()
  const chip = useRef<HTMLButtonElement>(null)
  const set = isSet(filter, search)
  if (filter.kind === 'flag') {
    return (
      <UnstyledButton
        className={classes.chip}
        data-set={set || undefined}
        aria-pressed={set}
        onClick={() => onChange({ [filter.key]: set ? undefined : true })}
      >
        {filter.label}
      </UnstyledButton>
    )
  }
  const toggle = async () => {
    if (open) return setOpen(false)
    try {
      // Opened only with its fields in it, so that the focus finds the first of them.
      const { FilterEditor } = await loadEditor()
      setEditor(() => FilterEditor)
      setOpen(true)
    } catch (error) {
      notifyError(errorSentence(error))
    }
  }
  return (
    <>
      <span className={classes.chip} data-set={set || undefined}>
        <UnstyledButton
          ref={chip}
          className={classes.chipLabel}
          onPointerEnter={() => void loadEditor().catch(() => undefined)}
          onClick={() => void toggle()}
          aria-haspopup="dialog"
          aria-expanded={open}
        >
          {set ? null : <IconPlus size={13} aria-hidden />}
          {filter.label}
          {set ? <strong className="fw-truncate">{describe(filter, search)}</strong> : null}
        </UnstyledButton>
        {set ? <CloseButton size="xs" aria-label={`Clear ${filter.label}`} onClick={onClear} /> : null}
      </span>
      <Popover opened={open} onClose={() => setOpen(false)} anchor={chip} label={filter.label}>
        {Editor ? <Editor filter={filter} search={search} onChange={onChange} close={() => setOpen(false)} /> : null}
      </Popover>
    </>
  )
}
