import { createFileRoute } from '@tanstack/react-router'
import { DocumentQuery } from '~/components/document-query.tsx'
import { InvoicePage } from '~/features/invoice/invoice-page.tsx'
import { trpc } from '~/lib/trpc.ts'

export const Route = createFileRoute('/_app/invoices/$id')({ component: OneInvoice })

function OneInvoice() {
  const id = Number(Route.useParams().id)
  const query = trpc.invoice.get.useQuery({ id })
  return (
    <DocumentQuery query={query} noun="invoice">
      {(invoice) => <InvoicePage key={invoice.id} invoice={invoice} />}
    </DocumentQuery>
  )
}
