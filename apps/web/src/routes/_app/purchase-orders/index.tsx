import type { PurchaseOrderListInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { createFileRoute } from '@tanstack/react-router'
import { OrdersPage } from '~/features/purchase-order/orders-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, day, flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/purchase-orders/')({
  validateSearch: listSearch<PurchaseOrderListInput>({
    search: text,
    sort: sortBy('id', 'number', 'orderDate', 'expectedDate', 'totalAmount', 'status'),
    status: anyOf('PENDING', 'PARTIALLY_RECEIVED', 'COMPLETED', 'CANCELLED'),
    supplierId: id,
    itemId: id,
    orderedFrom: day,
    orderedTo: day,
    late: flag,
  }),
  component: PurchaseOrders,
})

function PurchaseOrders() {
  return <OrdersPage search={Route.useSearch()} />
}
