import type { CustomerReturnListInput } from '@framewright/contracts/customer-return/customer-return.schema'
import { createFileRoute } from '@tanstack/react-router'
import { ReturnsPage } from '~/features/customer-return/returns-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/returns/')({
  validateSearch: listSearch<CustomerReturnListInput>({
    search: text,
    sort: sortBy('id', 'number', 'status'),
    status: anyOf('REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED', 'RESTOCKED', 'SCRAPPED', 'REJECTED', 'CANCELLED'),
    salesOrderId: id,
    invoiceId: id,
    fulfilmentId: id,
    customerId: id,
    itemId: id,
  }),
  component: Returns,
})

function Returns() {
  return <ReturnsPage search={Route.useSearch()} />
}
