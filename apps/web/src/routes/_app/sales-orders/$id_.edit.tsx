import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { EditOrderPage } from '~/features/sales-order/edit-order-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/sales-orders/$id_/edit')({ component: EditSalesOrder })

function EditSalesOrder() {
  const id = Number(Route.useParams().id)
  const query = trpc.salesOrder.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="sales order">
      {(order) => <EditOrderPage key={order.id} order={order} />}
    </DocumentQuery>
  )
}
