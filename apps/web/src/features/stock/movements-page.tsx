import type { Movement, MovementListInput } from '@framewright/contracts/stock/stock.schema'
import { useMemo, useState } from 'react'
import { DataTable } from '~/components/data-table/data-table.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { movementColumns } from './movement-columns.tsx'
import { useStockFilters } from './stock-filters.tsx'
import { StockTabs } from './stock-tabs.tsx'

const ReverseDialog = lazyDialog(() => import('./reverse-dialog.tsx').then((part) => part.ReverseDialog), {
  movement: null,
})

const days: Filter = { kind: 'days', label: 'Moved', from: 'from', to: 'to' }

export type MovementSearch = Partial<Omit<MovementListInput, 'cursor' | 'limit'>>

/** The ledger, newest first: what moved from where to where, why and by whom. */
export function MovementsPage({ search }: { search: MovementSearch }) {
  const mayWrite = useMay('stock.write')
  const [reversing, setReversing] = useState<Movement | null>(null)
  const columns = useMemo(() => movementColumns(mayWrite ? setReversing : undefined), [mayWrite])
  const filters = [...useStockFilters(search.itemId), days]
  const query = trpc.stock.movements.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  return (
    <ListPage>
      <PageHeader title="Movements" />
      <StockTabs />
      <FilterBar id="movements" search={search} filters={filters} placeholder="SKU or name" />
      <DataTable
        id="movements"
        label="Movements"
        columns={columns}
        query={query}
        href={(row: Movement) => `/items/${row.itemId}`}
        empty={
          Object.keys(search).length > 0
            ? { title: 'No movement fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'Nothing has moved yet',
                hint: 'Every delivery, transfer, correction and finished task is kept here.',
              }
        }
      />
      <ReverseDialog movement={reversing} onClose={() => setReversing(null)} />
    </ListPage>
  )
}
