import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { MachinePage } from '~/features/machine/machine-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/machines/$id')({ component: Machine })

function Machine() {
  const id = Number(Route.useParams().id)
  const query = trpc.machine.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="machine">
      {(machine) => <MachinePage key={machine.id} machine={machine} />}
    </DocumentQuery>
  )
}
