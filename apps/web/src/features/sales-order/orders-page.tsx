import type { SalesOrderListInput } from '@framewright/contracts/sales-order/sales-order.schema'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize, rowsOf } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { orderColumns } from './order-columns.tsx'
import { useOrderFilters } from './use-order-filters.ts'

export type OrderSearch = Partial<Omit<SalesOrderListInput, 'cursor' | 'limit'>>

/** The list of sales orders. */
export function OrdersPage({ search }: { search: OrderSearch }) {
  const patch = useSearchPatch<OrderSearch>()
  const mayWrite = useMay('salesOrder.write')
  const { sort, ...filters } = search
  const query = trpc.salesOrder.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = Object.keys(filters).length > 0
  const count = trpc.salesOrder.count.useQuery(filters, { enabled: filtered })
  const bar = useOrderFilters(search, rowsOf(query.data))
  return (
    <ListPage>
      <PageHeader
        title="Sales orders"
        actions={mayWrite ? [{ label: 'New sales order', icon: IconPlus, to: '/sales-orders/new' }] : []}
      />
      <FilterBar
        id="sales-orders"
        search={search}
        views={bar.views}
        filters={bar.filters}
        placeholder="Number or customer"
      />
      <DataTable
        id="sales-orders"
        label="Sales orders"
        columns={orderColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={sort}
        onSort={(next) => patch({ sort: next as OrderSearch['sort'] })}
        href={(order) => `/sales-orders/${order.id}`}
        onHover={(order) => void utils.salesOrder.get.prefetch({ id: order.id })}
        tools={<ExportMenu path="/api/sales/orders/export" filters={filters} withLines />}
        empty={
          filtered
            ? { title: 'No sales order fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No sales orders yet',
                hint: 'What customers order stands here, from the draft to the delivery.',
                ...(mayWrite
                  ? {
                      action: (
                        <Button
                          component={Link}
                          to="/sales-orders/new"
                          leftSection={<IconPlus size={16} aria-hidden />}
                        >
                          New sales order
                        </Button>
                      ),
                    }
                  : {}),
              }
        }
      />
    </ListPage>
  )
}
