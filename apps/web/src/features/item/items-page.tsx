import type { ItemListInput } from '@framewright/contracts/item/item.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { DataTable } from '~/components/data-table/data-table.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { itemColumns } from './item-columns.tsx'
import { ItemDialog } from './item-dialog.tsx'
import { itemKindOptions, itemPage } from './item-kinds.ts'

export type ItemSearch = Partial<Omit<ItemListInput, 'cursor' | 'limit'>>

const filters: readonly Filter[] = [{ kind: 'choice', key: 'kind', label: 'Kind', options: itemKindOptions }]
const views: readonly View[] = [
  { name: 'Profiles', search: { kind: 'PROFILE' } },
  { name: 'Glass', search: { kind: 'GLASS' } },
  { name: 'Hardware', search: { kind: 'HARDWARE' } },
  { name: 'Inactive', search: { active: false } },
]

/** The catalogue with what is in stock. */
export function ItemsPage({ search }: { search: ItemSearch }) {
  const patch = useSearchPatch<ItemSearch>()
  const navigate = useNavigate()
  const mayWrite = useMay('item.write')
  const [creating, { open, close }] = useDisclosure()
  const query = trpc.item.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = search.search !== undefined || search.kind !== undefined || search.active !== undefined
  return (
    <ListPage>
      <PageHeader title="Items" actions={mayWrite ? [{ label: 'New item', icon: IconPlus, run: open }] : []} />
      <FilterBar id="items" search={search} views={views} filters={filters} placeholder="SKU or name" />
      <DataTable
        id="items"
        label="Items"
        columns={itemColumns}
        query={query}
        sort={search.sort}
        onSort={(sort) => patch({ sort: sort as ItemSearch['sort'] })}
        href={itemPage}
        onHover={(item) => void utils.stock.balances.prefetch({ itemId: item.id, limit: 100 })}
        empty={
          filtered
            ? { title: 'No item fits', hint: 'Search for a part of the SKU or the name, or take the filter away.' }
            : {
                title: 'No items yet',
                hint: 'Profiles, glass, fittings and whatever else you buy, use and sell.',
                ...(mayWrite ? { action: <Button onClick={open}>New item</Button> } : {}),
              }
        }
      />
      <ItemDialog
        opened={creating}
        onClose={close}
        onCreated={({ id }) => void navigate({ to: '/items/$id', params: { id: String(id) } })}
      />
    </ListPage>
  )
}
