import { createFileRoute, notFound } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { PlanPage } from '~/features/inspection/plan-page.tsx'
import { readId } from '~/lib/search-checks.ts'
import { trpc, utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/quality/plans/$id')({
  params: { parse: ({ id }) => ({ id: readId(id) ?? 0 }), stringify: ({ id }) => ({ id: String(id) }) },
  loader: ({ params: { id } }) => {
    if (id === 0) throw notFound()
    void utils.inspectionPlan.get.prefetch({ id })
  },
  component: One,
})

function One() {
  const { id } = Route.useParams()
  const query = trpc.inspectionPlan.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="inspection plan">
      {(one) => <PlanPage key={id} plan={one} />}
    </DocumentQuery>
  )
}
