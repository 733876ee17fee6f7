import { createFileRoute, notFound } from '@tanstack/react-router'
import { WorkOrderPage } from '~/features/work-order/work-order-page.tsx'
import { readId } from '~/lib/search-checks.ts'
import { utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/work-orders/$id')({
  params: { parse: ({ id }) => ({ id: readId(id) ?? 0 }), stringify: ({ id }) => ({ id: String(id) }) },
  loader: ({ params: { id } }) => {
    if (id === 0) throw notFound()
    void utils.workOrder.get.prefetch({ id })
  },
  component: Component,
})

function Component() {
  const { id } = Route.useParams()
  return <WorkOrderPage key={id} id={id} />
}
