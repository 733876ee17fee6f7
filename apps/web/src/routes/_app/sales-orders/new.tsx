import { createFileRoute } from '@tanstack/react-router'
import { NewOrderRoute } from '~/features/sales-order/new-order-page.tsx'
import { id } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/sales-orders/new')({
  /** `customerId`: the customer's page offers an order for them. */
  validateSearch: (raw: Record<string, unknown>): { customerId?: number } => {
    const customerId = id(raw.customerId)
    return customerId === undefined ? {} : { customerId }
  },
  component: NewSalesOrder,
})

function NewSalesOrder() {
  return <NewOrderRoute customerId={Route.useSearch().customerId} />
}
