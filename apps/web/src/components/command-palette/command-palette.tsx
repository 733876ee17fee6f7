import '@mantine/spotlight/styles.css'
import { useDebouncedValue } from '@mantine/hooks'
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useStore } from '~/lib/store.ts'
import { paletteAsked } from './palette-store.ts'
import { useFound } from './use-found.tsx'
import { usePlaces } from './use-places.tsx'

const [store, spotlight] = createSpotlight()

/** Everything by name: menus and actions at once, frames, orders and people as soon as two letters are there. */
export default function CommandPalette() {
  const asked = useStore(paletteAsked)
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const [settled] = useDebouncedValue(query.trim(), 150)
  const go = (path: string) => void navigate({ to: path })
  const places = usePlaces(query, go)
  const { groups, searching } = useFound(settled, go)
  const actions: SpotlightActionGroupData[] = [...groups, ...places]

  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])

  // Enter takes the best find without an arrow key first; the list itself selects nothing until one is pressed.
  const finds = actions.flatMap((group) => group.actions.map((action) => action.id)).join()
  useEffect(() => {
    if (finds === '') return
    const frame = requestAnimationFrame(selectFirst)
    return () => cancelAnimationFrame(frame)
  }, [finds])

  return (
    <Spotlight
      store={store}
      actions={actions}
      query={query}
      onQueryChange={setQuery}
      // What the server found must not be filtered again by its label.
      filter={(_, all) => all}
      shortcut={null}
      nothingFound={searching ? 'Searching…' : 'Nothing found. Try a number, a SKU or a name.'}
      scrollable
      maxHeight={420}
      highlightQuery
      clearQueryOnClose
      attributes={{ content: { 'aria-label': 'Search everything' } }}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: 'Search documents, items, people, actions',
        'aria-label': 'Search everything',
      }}
    />
  )
}

function selectFirst(): void {
  const list = document.getElementById(store.getState().listId)
  list?.querySelector('[data-selected]')?.removeAttribute('data-selected')
  list?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
}
