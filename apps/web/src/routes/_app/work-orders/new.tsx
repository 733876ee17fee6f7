import { createFileRoute } from '@tanstack/react-router'
import { CreateWorkOrderPage } from '~/features/work-order/create-page.tsx'
import { id } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/work-orders/new')({
  validateSearch: (raw: Record<string, unknown>): { frameId?: number } => {
    const frameId = id(raw.frameId)
    return frameId === undefined ? {} : { frameId }
  },
  component: Component,
})

function Component() {
  return <CreateWorkOrderPage frameId={Route.useSearch().frameId} />
}
