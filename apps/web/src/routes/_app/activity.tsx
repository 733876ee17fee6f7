import type { EventListInput } from '@framewright/contracts/event/event.schema'
import { createFileRoute } from '@tanstack/react-router'
import { ActivityPage } from '~/features/activity/activity-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { id, oneOf, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/activity')({
  validateSearch: listSearch<EventListInput>({
    search: text,
    sort: sortBy('id'),
    entity: oneOf(
      'frame',
      'item',
      'task',
      'workOrder',
      'productionOrder',
      'purchaseOrder',
      'supplier',
      'user',
      'role',
      'importRun',
    ),
    entityId: id,
    actorId: id,
  }),
  component: Activity,
})

function Activity() {
  return <ActivityPage search={Route.useSearch()} />
}
