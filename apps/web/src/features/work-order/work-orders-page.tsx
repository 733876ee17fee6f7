import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { BulkActions } from './bulk-actions.tsx'
import { Refusals } from './refusals.tsx'
import { useBulk } from './use-bulk.ts'
import { useWorkOrderFilters, useWorkOrderViews } from './use-work-order-filters.ts'
import { ViewSwitch } from './view-switch.tsx'
import { workOrderColumns } from './work-order-columns.tsx'
import type { WorkOrderSearch } from './work-order-search.ts'

/** The work orders as a list: views, filters, and many at once. */
export function WorkOrdersPage({ search }: { search: WorkOrderSearch }) {
  const patch = useSearchPatch<WorkOrderSearch>()
  const filters = useWorkOrderFilters(search, true)
  const views = useWorkOrderViews(true)
  const mayWrite = useMay('workOrder.write')
  const mayPerform = useMay('workOrder.perform')
  const mayAssign = useMay('workOrder.assign')
  const bulk = useBulk()
  const query = trpc.workOrder.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const { sort: _sort, ...filter } = search
  const filtered = Object.keys(filter).length > 0
  const count = trpc.workOrder.count.useQuery(filter, { enabled: filtered })
  const first = (
    <Button renderRoot={(props) => <Link to="/work-orders/new" {...props} />}>Create the first work order</Button>
  )
  return (
    <ListPage>
      <PageHeader
        title="Work orders"
        badge={<ViewSwitch search={search} current="list" />}
        actions={mayWrite ? [{ label: 'New work order', icon: IconPlus, to: '/work-orders/new' }] : []}
      />
      <FilterBar
        id="work-orders"
        search={search}
        filters={filters}
        views={views}
        placeholder="Number, description or frame"
      />
      <Refusals refused={bulk.refused} onClose={bulk.forget} />
      <DataTable<WorkOrder>
        id="work-orders"
        label="Work orders"
        columns={workOrderColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={search.sort}
        onSort={(sort) => patch({ sort: sort as WorkOrderSearch['sort'] })}
        href={(order) => `/work-orders/${order.id}`}
        onHover={(order) => void utils.task.list.prefetch({ workOrderId: order.id, sort: 'id', limit: 200 })}
        {...(mayWrite || mayPerform || mayAssign
          ? { bulk: (rows: WorkOrder[], clear: () => void) => <BulkActions rows={rows} clear={clear} bulk={bulk} /> }
          : {})}
        empty={
          filtered
            ? { title: 'No work order is like that', hint: 'Take a filter away, or look at all of them.' }
            : {
                title: 'No work orders yet',
                hint: 'A work order is the job card: so many of a frame, for somebody, by a day.',
                action: mayWrite ? first : null,
              }
        }
      />
    </ListPage>
  )
}
