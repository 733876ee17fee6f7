import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { OrderPage } from '~/features/sales-order/order-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/sales-orders/$id')({
  /** `ship`: what goes out is being counted. */
  validateSearch: (raw: Record<string, unknown>): { ship?: true } => (raw.ship === true ? { ship: true } : {}),
  component: SalesOrder,
})

function SalesOrder() {
  const id = Number(Route.useParams().id)
  const { ship } = Route.useSearch()
  const query = trpc.salesOrder.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="sales order">
      {(order) => <OrderPage key={order.id} order={order} shipping={ship === true} />}
    </DocumentQuery>
  )
}
