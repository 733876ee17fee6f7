import { createFileRoute } from '@tanstack/react-router'
import { PlanPage, type PlanSearch } from '~/features/production-plan/plan-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { day, id, quantity } from '~/lib/search-checks.ts'

/** Several items as "12:5,13:2". */
const items = (raw: unknown) =>
  typeof raw === 'string' && /^\d{1,9}:\d{1,12}(\.\d{1,6})?(,\d{1,9}:\d{1,12}(\.\d{1,6})?){0,199}$/.test(raw)
    ? raw
    : undefined

export const Route = createFileRoute('/_app/production-orders/plan')({
  validateSearch: listSearch<PlanSearch>({ salesOrderId: id, itemId: id, quantity, items, dueDate: day }),
  component: Plan,
})

function Plan() {
  return <PlanPage search={Route.useSearch()} />
}
