import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { EditPlanPage } from '~/features/inspection/edit-plan-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/quality/plans/$id_/edit')({ component: EditPlan })

function EditPlan() {
  const id = Number(Route.useParams().id)
  const query = trpc.inspectionPlan.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="inspection plan">
      {(plan) => <EditPlanPage key={plan.id} plan={plan} />}
    </DocumentQuery>
  )
}
