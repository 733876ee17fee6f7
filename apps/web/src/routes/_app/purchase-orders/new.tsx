import { createFileRoute } from '@tanstack/react-router'
import { NewOrderRoute } from '~/features/purchase-order/new-order-page.tsx'
import { id } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/purchase-orders/new')({
  /** `supplierId`: the supplier's page offers an order from it. */
  validateSearch: (raw: Record<string, unknown>): { supplierId?: number } => {
    const supplierId = id(raw.supplierId)
    return supplierId === undefined ? {} : { supplierId }
  },
  component: NewPurchaseOrder,
})

function NewPurchaseOrder() {
  return <NewOrderRoute supplierId={Route.useSearch().supplierId} />
}
