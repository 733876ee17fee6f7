import { Link } from '@tanstack/react-router'
import { LatestRows } from '~/components/latest-rows.tsx'
import { invoiceColumns } from '~/features/invoice/invoice-columns.tsx'
import { trpc } from '~/lib/trpc.ts'

const left = ['customer', 'subtotal', 'owner']
const columns = invoiceColumns.filter((column) => !left.includes(column.id))

/** The customer's latest invoices. */
export function CustomerInvoices({ customerId }: { customerId: number }) {
  const query = trpc.invoice.list.useQuery({ customerId, sort: '-invoiceDate', limit: 10 })
  return (
    <LatestRows
      title="Invoices"
      all={
        <Link to="/invoices" search={{ customerId }} className="fw-link">
          All of them
        </Link>
      }
      query={query}
      none="Nothing has been billed yet."
      label="Invoices of this customer"
      columns={columns}
      href={(invoice) => `/invoices/${invoice.id}`}
    />
  )
}
