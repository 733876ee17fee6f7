import type { CustomerReturnListInput } from '@framewright/contracts/customer-return/customer-return.schema'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { stepTo } from '~/components/empty-state.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { returnColumns } from './return-columns.tsx'

export type ReturnSearch = Partial<Omit<CustomerReturnListInput, 'cursor' | 'limit'>>

const views: readonly View[] = [
  { name: 'Open', search: { status: ['REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED'] } },
  { name: 'To approve', search: { status: ['REQUESTED'] } },
  { name: 'To inspect', search: { status: ['RECEIVED'] } },
]
const statusFilter: Filter = { kind: 'choices', key: 'status', label: 'State', options: stateOptions('customerReturn') }

/** What customers send back, newest first. */
export function ReturnsPage({ search }: { search: ReturnSearch }) {
  const patch = useSearchPatch<ReturnSearch>()
  const seesOrders = useMay('salesOrder.read')
  const { sort, ...filters } = search
  const query = trpc.customerReturn.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  return (
    <ListPage>
      <PageHeader title="Returns" />
      <FilterBar
        id="returns"
        search={search}
        views={views}
        filters={[statusFilter]}
        placeholder="Number, order, invoice or customer"
      />
      <DataTable
        id="returns"
        label="Returns"
        columns={returnColumns}
        query={query}
        sort={sort}
        onSort={(next) => patch({ sort: next as ReturnSearch['sort'] })}
        href={(row) => `/returns/${row.id}`}
        onHover={(row) => void utils.customerReturn.get.prefetch({ id: row.id })}
        empty={
          Object.keys(filters).length > 0
            ? { title: 'No return fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No returns yet',
                hint: 'What a customer sends back is recorded from the page of its order, invoice or fulfilment.',
                ...(seesOrders ? { action: stepTo('/sales-orders', 'Sales orders') } : {}),
              }
        }
      />
    </ListPage>
  )
}
