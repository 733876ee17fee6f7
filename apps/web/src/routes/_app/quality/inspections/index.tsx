import type { InspectionListInput } from '@framewright/contracts/inspection/inspection.schema'
import { createFileRoute } from '@tanstack/react-router'
import { InspectionsPage } from '~/features/inspection/inspections-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, day, id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/quality/inspections/')({
  validateSearch: listSearch<InspectionListInput>({
    search: text,
    sort: sortBy('id', 'number', 'status', 'decidedAt'),
    status: anyOf('OPEN', 'PASSED', 'FAILED', 'CANCELLED'),
    type: anyOf('INCOMING', 'IN_PROCESS', 'OUTGOING', 'TRANSFER'),
    itemId: id,
    planId: id,
    inspectorId: id,
    sourceId: id,
    sourceType: oneOf('purchaseOrder', 'workOrder', 'task', 'productionOrder', 'fulfilment', 'salesOrder'),
    from: day,
    to: day,
  }),
  component: List,
})

function List() {
  return <InspectionsPage search={Route.useSearch()} />
}
