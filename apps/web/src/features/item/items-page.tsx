import type { Item, ItemListInput } from '@framewright/contracts/item/item.schema'
import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBinaryTree2, IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { ImportButton } from '~/components/csv-import/import-button.tsx'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { useCategories } from '~/features/category/use-categories.ts'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { BulkEdit } from './bulk-edit.tsx'
import { itemColumns } from './item-columns.tsx'
import { itemFilters, itemViews } from './item-filters.ts'
import { itemPage } from './item-kinds.ts'

const ItemDialog = lazyDialog(() => import('./item-dialog.tsx').then((part) => part.ItemDialog), { opened: false })

export type ItemSearch = Partial<Omit<ItemListInput, 'cursor' | 'limit'>>

/** The catalogue with what is in stock; several items can be changed alike. */
export function ItemsPage({ search }: { search: ItemSearch }) {
  const patch = useSearchPatch<ItemSearch>()
  const navigate = useNavigate()
  const mayWrite = useMay('item.write')
  const [creating, { open, close }] = useDisclosure()
  const categories = useCategories()
  const { sort, ...filters } = search
  const query = trpc.item.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = Object.keys(filters).length > 0
  const count = trpc.item.count.useQuery(filters, { enabled: filtered })
  const toCategories = { label: 'Categories', icon: IconBinaryTree2, to: '/categories', quiet: true }
  return (
    <ListPage>
      <PageHeader
        title="Items"
        actions={mayWrite ? [{ label: 'New item', icon: IconPlus, run: open }, toCategories] : [toCategories]}
      />
      <FilterBar
        id="items"
        search={search}
        views={itemViews}
        filters={itemFilters(categories.data?.items)}
        placeholder="SKU or name, also misspelt"
      />
      <DataTable
        id="items"
        label="Items"
        columns={itemColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={sort}
        onSort={(next) => patch({ sort: next as ItemSearch['sort'] })}
        href={itemPage}
        onHover={(item) => void utils.stock.balances.prefetch({ itemId: item.id, limit: 100 })}
        {...(mayWrite ? { bulk: (rows: Item[], clear: () => void) => <BulkEdit rows={rows} onDone={clear} /> } : {})}
        tools={
          <>
            {mayWrite ? (
              <ImportButton
                path="/api/inventory/products/import"
                plural="items"
                columns="sku and name; kind, category, unit, unitPrice, cost, taxRate, reorderPoint, reorderQuantity, leadDays, active"
              />
            ) : null}
            <ExportMenu path="/api/inventory/products/export" filters={filters} />
          </>
        }
        empty={
          filtered
            ? { title: 'No item fits', hint: 'Search for a part of the SKU or the name, or take a filter away.' }
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
        categoryId={search.categoryId}
        onCreated={({ id }) => void navigate({ to: '/items/$id', params: { id: String(id) } })}
      />
    </ListPage>
  )
}
