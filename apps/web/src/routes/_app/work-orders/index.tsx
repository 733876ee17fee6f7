import { createFileRoute } from '@tanstack/react-router'
import { workOrderSearch } from '~/features/work-order/work-order-search.ts'
import { WorkOrdersPage } from '~/features/work-order/work-orders-page.tsx'

export const Route = createFileRoute('/_app/work-orders/')({
  validateSearch: workOrderSearch,
  component: Component,
})

function Component() {
  return <WorkOrdersPage search={Route.useSearch()} />
}
