import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { CustomerPage } from '~/features/customer/customer-page.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { keyOf } from '~/lib/query-key.ts'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/customers/$id')({ component: Customer })

function Customer() {
  const id = Number(Route.useParams().id)
  const query = trpc.customer.get.useQuery(
    { id },
    { placeholderData: () => rowFromLists(keyOf('customer', 'list'), id) },
  )
  return (
    <DocumentQuery query={query} noun="customer">
      {(customer) => <CustomerPage key={customer.id} customer={customer} />}
    </DocumentQuery>
  )
}
