import type { NonConformanceListInput } from '@framewright/contracts/non-conformance/non-conformance.schema'
import { createFileRoute } from '@tanstack/react-router'
import { NonConformancesPage } from '~/features/non-conformance/ncrs-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, day, id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/quality/ncr/')({
  validateSearch: listSearch<NonConformanceListInput>({
    search: text,
    sort: sortBy('id', 'number', 'status', 'quantity'),
    status: anyOf('OPEN', 'DISPOSITIONED', 'CLOSED'),
    severity: anyOf('MINOR', 'MAJOR', 'CRITICAL'),
    itemId: id,
    inspectionId: id,
    sourceId: id,
    sourceType: oneOf('purchaseOrder', 'workOrder', 'task', 'productionOrder', 'fulfilment', 'salesOrder'),
    disposition: anyOf('USE_AS_IS', 'REWORK', 'REMAKE', 'SCRAP', 'RETURN'),
    defect: text,
    from: day,
    to: day,
  }),
  component: List,
})

function List() {
  return <NonConformancesPage search={Route.useSearch()} />
}
