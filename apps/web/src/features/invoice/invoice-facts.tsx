import type { Invoice } from '@framewright/contracts/invoice/invoice.schema'
import { Link } from '@tanstack/react-router'
import { FactGrid } from '~/components/fact-grid.tsx'
import { DayText, MoneyText, RelativeTime } from '~/components/text.tsx'
import { useMayAny } from '~/lib/session.ts'
import { sourceName } from './invoice-columns.tsx'

/** To whom, from where, by whom, and what it comes to. */
export function InvoiceFacts({ invoice }: { invoice: Invoice }) {
  const seesCustomers = useMayAny('customer.read', 'customer.own')
  const seesOrders = useMayAny('salesOrder.read', 'salesOrder.own')
  const { customer, salesOrder, billTo, owner, salesman } = invoice
  const address = [billTo.name, billTo.address].filter((part) => part !== '').join('\n')
  return (
    <FactGrid
      facts={[
        {
          label: 'Customer',
          value: seesCustomers ? (
            <Link to="/customers/$id" params={{ id: String(customer.id) }} className="fw-link">
              {customer.name}
            </Link>
          ) : (
            customer.name
          ),
        },
        { label: 'Made out to', value: <span style={{ whiteSpace: 'pre-line' }}>{address}</span> },
        billTo.taxId !== '' && { label: 'Tax id', value: billTo.taxId },
        { label: 'Date', value: <DayText value={invoice.invoiceDate} /> },
        salesOrder && {
          label: 'Sales order',
          value: seesOrders ? (
            <Link to="/sales-orders/$id" params={{ id: String(salesOrder.id) }} className="fw-link fw-number">
              {salesOrder.number}
            </Link>
          ) : (
            salesOrder.number
          ),
        },
        { label: 'Source', value: sourceName(invoice.source) },
        (owner !== null || salesman !== '') && {
          label: 'Salesperson',
          value: owner?.name ?? <span title="Nobody here has this name">{salesman}</span>,
        },
        { label: 'Total', value: <MoneyText value={invoice.total} /> },
        {
          label: salesOrder ? 'Written' : 'Imported',
          value: (
            <>
              <RelativeTime value={invoice.createdAt} />
              {invoice.createdBy ? `, ${invoice.createdBy.name}` : ''}
            </>
          ),
        },
      ]}
    />
  )
}
