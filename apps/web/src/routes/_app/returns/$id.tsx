import { createFileRoute, notFound } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { ReturnPage } from '~/features/customer-return/return-page.tsx'
import { readId } from '~/lib/search-checks.ts'
import { trpc, utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/returns/$id')({
  params: { parse: ({ id }) => ({ id: readId(id) ?? 0 }), stringify: ({ id }) => ({ id: String(id) }) },
  loader: ({ params: { id } }) => {
    if (id === 0) throw notFound()
    void utils.customerReturn.get.prefetch({ id })
  },
  component: OneReturn,
})

function OneReturn() {
  const { id } = Route.useParams()
  const query = trpc.customerReturn.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="return">
      {(returned) => <ReturnPage key={id} returned={returned} />}
    </DocumentQuery>
  )
}
