import type { SalesOrderListInput } from '@framewright/contracts/sales-order/sales-order.schema'
import { createFileRoute } from '@tanstack/react-router'
import { OrdersPage } from '~/features/sales-order/orders-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, day, flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/sales-orders/')({
  validateSearch: listSearch<SalesOrderListInput>({
    search: text,
    sort: sortBy('id', 'number', 'orderDate', 'dueDate', 'total', 'status'),
    status: anyOf('DRAFT', 'CONFIRMED', 'SHIPPED', 'DELIVERED', 'CANCELLED'),
    customerId: id,
    ownerId: id,
    itemId: id,
    orderedFrom: day,
    orderedTo: day,
    late: flag,
  }),
  component: SalesOrders,
})

function SalesOrders() {
  return <OrdersPage search={Route.useSearch()} />
}
