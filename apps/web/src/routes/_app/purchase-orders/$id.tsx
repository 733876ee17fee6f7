import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { OrderPage } from '~/features/purchase-order/order-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/purchase-orders/$id')({
  /** `receive`: the counting of a delivery is open. */
  validateSearch: (raw: Record<string, unknown>): { receive?: true } => (raw.receive === true ? { receive: true } : {}),
  component: PurchaseOrder,
})

function PurchaseOrder() {
  const id = Number(Route.useParams().id)
  const { receive } = Route.useSearch()
  const query = trpc.purchaseOrder.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="purchase order">
      {(order) => <OrderPage key={order.id} order={order} receiving={receive === true} />}
    </DocumentQuery>
  )
}
