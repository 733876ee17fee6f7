import { createFileRoute } from '@tanstack/react-router'
import { CreateProductionOrderPage } from '~/features/production-order/create-page.tsx'
import { id } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/production-orders/new')({
  /** `itemId`: an item's page offers an order of it. */
  validateSearch: (raw: Record<string, unknown>): { itemId?: number } => {
    const itemId = id(raw.itemId)
    return itemId === undefined ? {} : { itemId }
  },
  component: NewProductionOrder,
})

function NewProductionOrder() {
  return <CreateProductionOrderPage itemId={Route.useSearch().itemId} />
}
