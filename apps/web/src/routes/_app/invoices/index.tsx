import type { InvoiceListInput } from '@framewright/contracts/invoice/invoice.schema'
import { createFileRoute } from '@tanstack/react-router'
import { InvoicesPage } from '~/features/invoice/invoices-page.tsx'
import { listSearch } from '~/lib/list-search.ts'
import { anyOf, day, id, sortBy, text } from '~/lib/search-checks.ts'

export const Route = createFileRoute('/_app/invoices/')({
  validateSearch: listSearch<InvoiceListInput>({
    search: text,
    sort: sortBy('id', 'number', 'invoiceDate', 'total'),
    source: text,
    status: anyOf('CREATED', 'PENDING', 'PICKED', 'PACKING', 'PACKED', 'DISPATCHED', 'DELIVERED', 'CANCELLED'),
    customerId: id,
    ownerId: id,
    itemId: id,
    salesOrderId: id,
    dateFrom: day,
    dateTo: day,
  }),
  component: Invoices,
})

function Invoices() {
  return <InvoicesPage search={Route.useSearch()} />
}
