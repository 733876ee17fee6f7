import { CloseButton, Group, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useSearchPatch } from '~/lib/list-search.ts'
import type { Filter, Search } from './filter.ts'
import classes from './filter-bar.module.css'
import { FilterChips } from './filter-chips.tsx'
import { type View, ViewTabs } from './view-tabs.tsx'

interface Props {
  /** The list's name, under which its saved views are kept: "frames". */
  id: string
  /** The route's search parameters: `Route.useSearch()`. */
  search: object
  filters: readonly Filter[]
  /** Views everybody has; a person's own come after them. */
  views?: readonly View[]
  /** What the search finds: "Name, SKU or material". Without one, there is no search. */
  placeholder?: string
  /** At the right end: switches between list and board and the like. */
  children?: ReactNode
}

/** Search, saved views and filters of a list. All of its state is the link's, so that a link reproduces the list. */
export function FilterBar({ id, search, filters, views = [], placeholder, children }: Props) {
  const patch = useSearchPatch<Search>()
  const state = search as Search
  return (
    <div className={`${classes.bar} fw-no-print`}>
      <ViewTabs id={id} search={state} views={views} onPick={(view) => patch(view, { replaceAll: true })} />
      <Group gap={8} className={classes.row}>
        {placeholder === undefined ? null : (
          <SearchBox
            value={typeof state.search === 'string' ? state.search : ''}
            onChange={(text) => patch({ search: text })}
            placeholder={placeholder}
          />
        )}
        <FilterChips filters={filters} search={state} onChange={patch} />
        {children ? <Group ml="auto">{children}</Group> : null}
      </Group>
    </div>
  )
}

/** The search field: answers while typing, follows the link when it changes from elsewhere. */
function SearchBox({
  value,
  onChange,
  placeholder,
}: {
  value: string
  onChange: (v: string | undefined) => void
  placeholder: string
}) {
  const [text, setText] = useState(value)
  const sent = useRef(value)
  const send = useDebouncedCallback((next: string) => {
    sent.current = next.trim()
    onChange(next.trim() || undefined)
  }, 250)
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value
      setText(value)
    }
  }, [value])
  const type = (next: string) => {
    setText(next)
    send(next)
  }
  return (
    <TextInput
      className={classes.search}
      size="sm"
      type="search"
      aria-label={`Search: ${placeholder}`}
      placeholder={placeholder}
      data-list-search
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text ? <CloseButton size="sm" aria-label="Clear search" onClick={() => type('')} /> : null}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  )
}
