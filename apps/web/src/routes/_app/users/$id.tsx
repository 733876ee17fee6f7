import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { UserPage } from '~/features/user/user-page.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { keyOf } from '~/lib/query-key.ts'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/users/$id')({ component: User })

function User() {
  const id = Number(Route.useParams().id)
  const query = trpc.user.get.useQuery({ id }, { placeholderData: () => rowFromLists(keyOf('user', 'list'), id) })
  return (
    <DocumentQuery query={query} noun="user">
      {(user) => <UserPage key={user.id} user={user} />}
    </DocumentQuery>
  )
}
