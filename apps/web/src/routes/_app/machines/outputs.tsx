import type { OutputListInput } from '@framewright/contracts/production-output/production-output.schema'
import { createFileRoute } from '@tanstack/react-router'
import { OutputsPage } from '~/features/production-output/outputs-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { day, flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/machines/outputs')({
  validateSearch: listSearch<OutputListInput>({
    search: text,
    sort: sortBy('endedAt', 'id', 'good', 'scrapped'),
    machineId: id,
    operatorId: id,
    shift: text,
    productionOrderId: id,
    itemId: id,
    scrap: flag,
    from: day,
    to: day,
  }),
  component: Outputs,
})

function Outputs() {
  return <OutputsPage search={Route.useSearch()} />
}
