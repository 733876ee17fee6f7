import { createFileRoute, notFound } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { NonConformancePage } from '~/features/non-conformance/ncr-page.tsx'
import { readId } from '~/lib/search-checks.ts'
import { trpc, utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/quality/ncr/$id')({
  params: { parse: ({ id }) => ({ id: readId(id) ?? 0 }), stringify: ({ id }) => ({ id: String(id) }) },
  loader: ({ params: { id } }) => {
    if (id === 0) throw notFound()
    void utils.nonConformance.get.prefetch({ id })
  },
  component: One,
})

function One() {
  const { id } = Route.useParams()
  const query = trpc.nonConformance.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="non-conformance">
      {(one) => <NonConformancePage key={id} ncr={one} />}
    </DocumentQuery>
  )
}
