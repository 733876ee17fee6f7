import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { CountPage } from '~/features/stock-count/count-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/stock-counts/$id')({ component: Count })

function Count() {
  const id = Number(Route.useParams().id)
  const query = trpc.stockCount.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="stock count">
      {(count) => <CountPage key={count.id} count={count} />}
    </DocumentQuery>
  )
}
