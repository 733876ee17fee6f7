import type { ProductionOrderListInput } from '@framewright/contracts/production-order/production-order.schema'
import { createFileRoute } from '@tanstack/react-router'
import { ProductionOrdersPage } from '~/features/production-order/orders-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, day, flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/production-orders/')({
  validateSearch: listSearch<ProductionOrderListInput>({
    search: text,
    sort: sortBy('id', 'number', 'dueDate', 'priority', 'status', 'planned', 'createdAt'),
    status: anyOf('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD', 'COMPLETED', 'CLOSED', 'CANCELLED'),
    priority: anyOf('LOW', 'NORMAL', 'HIGH', 'URGENT'),
    itemId: id,
    componentId: id,
    salesOrderId: id,
    machineId: id,
    scheduled: flag,
    late: flag,
    dueFrom: day,
    dueTo: day,
  }),
  component: ProductionOrders,
})

function ProductionOrders() {
  return <ProductionOrdersPage search={Route.useSearch()} />
}
