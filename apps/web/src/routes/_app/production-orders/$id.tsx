import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { ProductionOrderPage } from '~/features/production-order/order-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/production-orders/$id')({
  /** `output`: the recording of what was made is open. */
  validateSearch: (raw: Record<string, unknown>): { output?: true } => (raw.output === true ? { output: true } : {}),
  component: ProductionOrder,
})

function ProductionOrder() {
  const id = Number(Route.useParams().id)
  const { output } = Route.useSearch()
  const query = trpc.productionOrder.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="production order">
      {(order) => <ProductionOrderPage key={order.id} order={order} recording={output === true} />}
    </DocumentQuery>
  )
}
