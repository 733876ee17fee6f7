import type { InspectionPlanListInput } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { createFileRoute } from '@tanstack/react-router'
import { PlansPage } from '~/features/inspection/plans-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/quality/plans/')({
  validateSearch: listSearch<InspectionPlanListInput>({
    search: text,
    sort: sortBy('name', 'type', 'updatedAt', 'id'),
    type: anyOf('INCOMING', 'IN_PROCESS', 'OUTGOING', 'TRANSFER'),
    itemId: id,
    categoryId: id,
    active: flag,
  }),
  component: List,
})

function List() {
  return <PlansPage search={Route.useSearch()} />
}
