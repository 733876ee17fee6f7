import { createFileRoute, notFound } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { FulfilmentPage } from '~/features/fulfilment/fulfilment-page.tsx'
import { readId } from '~/lib/search-checks.ts'
import { trpc, utils } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/fulfilments/$id')({
  params: { parse: ({ id }) => ({ id: readId(id) ?? 0 }), stringify: ({ id }) => ({ id: String(id) }) },
  loader: ({ params: { id } }) => {
    if (id === 0) throw notFound()
    void utils.fulfilment.get.prefetch({ id })
  },
  component: OneFulfilment,
})

function OneFulfilment() {
  const { id } = Route.useParams()
  const query = trpc.fulfilment.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="fulfilment">
      {(fulfilment) => <FulfilmentPage key={id} fulfilment={fulfilment} />}
    </DocumentQuery>
  )
}
