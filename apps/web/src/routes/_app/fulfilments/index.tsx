import type { FulfilmentListInput } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { createFileRoute } from '@tanstack/react-router'
import { FulfilmentsPage } from '~/features/fulfilment/fulfilments-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, flag, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/fulfilments/')({
  validateSearch: listSearch<FulfilmentListInput>({
    search: text,
    sort: sortBy('id', 'number', 'dueDate', 'status'),
    status: anyOf('CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED', 'DISPATCHED', 'DELIVERED', 'CANCELLED'),
    salesOrderId: id,
    invoiceId: id,
    customerId: id,
    ownerId: id,
    itemId: id,
    late: flag,
  }),
  component: Fulfilments,
})

function Fulfilments() {
  return <FulfilmentsPage search={Route.useSearch()} />
}
