import { createFileRoute } from '@tanstack/react-router'
import { chosenIds } from '~/features/warehouse/chosen-ids.ts'
import { PickListPage } from '~/features/warehouse/pick-list/pick-list-page.tsx'

/** All that waits, or the fulfilments the link names: `?ids=3,4`. */
export const Route = createFileRoute('/_app/warehouse/pick-list')({
  validateSearch: chosenIds,
  component: Component,
})

function Component() {
  return <PickListPage ids={Route.useSearch().ids} />
}
