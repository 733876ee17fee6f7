import type { Location } from '@framewright/contracts/stock/stock.schema'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { trpc } from '~/lib/trpc.ts'
import { usageWords } from './location-words.ts'
import { useLocations } from './use-locations.ts'

const ItemPicker = lazyPart(() => import('~/components/pickers/pickers.tsx').then((part) => part.ItemPicker))
const LocationPicker = lazyPart(() => import('./location-picker.tsx').then((part) => part.LocationPicker))

const anywhere = () => true

/** Filters by place and item, with their names on the chips. */
export function useStockFilters(itemId: number | undefined): Filter[] {
  const locations = useLocations()
  const item = trpc.item.get.useQuery({ id: itemId ?? 0 }, { enabled: itemId !== undefined, staleTime: 5 * 60_000 })
  return [
    {
      kind: 'custom',
      key: 'locationId',
      label: 'Location',
      describe: (value) => nameOf(locations.data?.items, value),
      edit: (value, set) => (
        <LocationPicker
          label="Location"
          w={280}
          only={anywhere}
          data-autofocus
          comboboxProps={{ withinPortal: false }}
          value={typeof value === 'number' ? value : null}
          onChange={(id) => set(id ?? undefined)}
        />
      ),
    },
    {
      kind: 'custom',
      key: 'itemId',
      label: 'Item',
      describe: () => item.data?.sku ?? `no. ${itemId}`,
      edit: (value, set) => (
        <ItemPicker
          label="Item"
          w={280}
          data-autofocus
          comboboxProps={{ withinPortal: false }}
          value={typeof value === 'number' ? value : null}
          onChange={(id) => set(id ?? undefined)}
        />
      ),
    },
  ]
}

const nameOf = (places: readonly Location[] | undefined, id: unknown) =>
  places?.find((place) => place.id === id)?.name ?? `no. ${String(id)}`

/** What a place is for. */
export const usageFilter: Filter = {
  kind: 'choice',
  key: 'usage',
  label: 'Use',
  options: Object.entries(usageWords).map(([value, label]) => ({ value, label })),
}
