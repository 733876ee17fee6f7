import { createFileRoute } from '@tanstack/react-router'
import { getQueryKey } from '@trpc/react-query'
import { DocumentQuery } from '~/components/document-query.tsx'
import { UserPage } from '~/features/user/user-page.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/users/$id')({ component: User })

function User() {
  const id = Number(Route.useParams().id)
  const query = trpc.user.get.useQuery({ id }, { placeholderData: () => rowFromLists(getQueryKey(trpc.user.list), id) })
  return (
    <DocumentQuery query={query} noun="user">
      {(user) => <UserPage key={user.id} user={user} />}
    </DocumentQuery>
  )
}
