import { createFileRoute } from '@tanstack/react-router'
import { chosenIds } from '~/features/warehouse/chosen-ids.ts'
import { LabelsPage } from '~/features/warehouse/labels/labels-page.tsx'

export const Route = createFileRoute('/_app/warehouse/labels')({
  validateSearch: chosenIds,
  component: Component,
})

function Component() {
  return <LabelsPage ids={Route.useSearch().ids ?? []} />
}
