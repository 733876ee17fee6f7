import { createFileRoute } from '@tanstack/react-router'
import { InspectPage } from '~/features/inspection/inspect-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { id } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/inspect')({
  validateSearch: listSearch<{ id?: number }>({ id }),
  component: Inspect,
})

function Inspect() {
  return <InspectPage id={Route.useSearch().id} />
}
