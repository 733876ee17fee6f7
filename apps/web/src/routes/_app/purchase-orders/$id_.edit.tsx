import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { EditOrderPage } from '~/features/purchase-order/edit-order-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/purchase-orders/$id_/edit')({ component: EditPurchaseOrder })

function EditPurchaseOrder() {
  const id = Number(Route.useParams().id)
  const query = trpc.purchaseOrder.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="purchase order">
      {(order) => <EditOrderPage key={order.id} order={order} />}
    </DocumentQuery>
  )
}
