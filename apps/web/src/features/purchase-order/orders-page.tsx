import type { PurchaseOrderListInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { ExportMenu } from '~/components/export-menu.tsx'
import type { Filter } from '~/components/filter-bar/filter.ts'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { useSuppliers } from '~/components/party/party.ts'
import { partyFilter } from '~/components/party/party-filter.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc, utils } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { orderColumns } from './order-columns.tsx'

export type OrderSearch = Partial<Omit<PurchaseOrderListInput, 'cursor' | 'limit'>>

const open = ['PENDING', 'PARTIALLY_RECEIVED'] as const

const views: readonly View[] = [
  { name: 'Open', search: { status: open } },
  { name: 'Late', search: { late: true } },
  { name: 'To receive', search: { status: open, sort: 'expectedDate' } },
  { name: 'Completed', search: { status: ['COMPLETED'] } },
]

const statusFilter: Filter = { kind: 'choices', key: 'status', label: 'State', options: stateOptions('purchaseOrder') }
const otherFilters: readonly Filter[] = [
  { kind: 'days', from: 'orderedFrom', to: 'orderedTo', label: 'Ordered' },
  { kind: 'flag', key: 'late', label: 'Late' },
]

/** The list of purchase orders. */
export function OrdersPage({ search }: { search: OrderSearch }) {
  const patch = useSearchPatch<OrderSearch>()
  const mayWrite = useMay('purchaseOrder.write')
  const maySeeSuppliers = useMay('supplier.read')
  const supplier = trpc.supplier.get.useQuery(
    { id: search.supplierId ?? 0 },
    { enabled: maySeeSuppliers && search.supplierId !== undefined, staleTime: 5 * 60_000 },
  )
  const supplierFilter = partyFilter({
    key: 'supplierId',
    label: 'Supplier',
    name: supplier.data?.name,
    useParties: useSuppliers,
    none: 'No supplier has this in its name.',
  })
  const { sort, ...filters } = search
  const query = trpc.purchaseOrder.list.useInfiniteQuery({ ...search, limit: pageSize }, listOptions)
  const filtered = Object.keys(filters).length > 0
  const count = trpc.purchaseOrder.count.useQuery(filters, { enabled: filtered })
  const newOrder = (
    <Button component={Link} to="/purchase-orders/new" leftSection={<IconPlus size={16} aria-hidden />}>
      New purchase order
    </Button>
  )
  return (
    <ListPage>
      <PageHeader
        title="Purchase orders"
        actions={mayWrite ? [{ label: 'New purchase order', icon: IconPlus, to: '/purchase-orders/new' }] : []}
      />
      <FilterBar
        id="purchase-orders"
        search={search}
        views={views}
        filters={[statusFilter, ...(maySeeSuppliers ? [supplierFilter] : []), ...otherFilters]}
        placeholder="Number or supplier"
      />
      <DataTable
        id="purchase-orders"
        label="Purchase orders"
        columns={orderColumns}
        query={query}
        total={filtered ? count.data?.total : undefined}
        sort={sort}
        onSort={(next) => patch({ sort: next as OrderSearch['sort'] })}
        href={(order) => `/purchase-orders/${order.id}`}
        onHover={(order) => void utils.purchaseOrder.get.prefetch({ id: order.id })}
        tools={<ExportMenu path="/api/purchase-orders/export" filters={filters} withLines />}
        empty={
          filtered
            ? { title: 'No purchase order fits', hint: 'Take a filter away or search for something else.' }
            : {
                title: 'No purchase orders yet',
                hint: 'What you order from suppliers stands here, from the order to the last delivery.',
                ...(mayWrite ? { action: newOrder } : {}),
              }
        }
      />
    </ListPage>
  )
}
