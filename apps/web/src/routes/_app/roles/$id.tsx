import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { RolePage } from '~/features/role/role-page.tsx'
import { trpc, utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/roles/$id')({ component: Role })

function Role() {
  const id = Number(Route.useParams().id)
  const query = trpc.role.get.useQuery(
    { id },
    // The list holds whole roles: the page opens with what it has.
    { placeholderData: () => utils.role.list.getData()?.items.find((role) => role.id === id) },
  )
  return (
    <DocumentQuery query={query} noun="role">
      {(role) => <RolePage key={role.id} role={role} />}
    </DocumentQuery>
  )
}
