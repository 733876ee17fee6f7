import { ownSource } from '@framewright/contracts/invoice/invoice.number'
import type { InvoiceSummary } from '@framewright/contracts/invoice/invoice.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, MoneyText } from '~/components/text.tsx'

/** What a source is called on screen. */
export const sourceName = (source: string): string => (source === ownSource ? 'Own' : source)

/** The columns of the list of invoices. */
export const invoiceColumns: readonly Column<InvoiceSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 170,
    sort: 'number',
    card: 'title',
    cell: (invoice) => <span className="fw-number">{invoice.invoiceNo}</span>,
  },
  { id: 'customer', header: 'Customer', minWidth: 180, cell: (invoice) => invoice.customer.name },
  {
    id: 'status',
    header: 'Goods',
    width: 150,
    card: 'badge',
    cell: (invoice) => <StateBadge group="invoice" state={invoice.status} size="sm" />,
  },
  { id: 'source', header: 'Source', width: 130, cell: (invoice) => sourceName(invoice.source) },
  {
    id: 'owner',
    header: 'Salesperson',
    width: 160,
    cell: (invoice) => invoice.owner?.name ?? <span className="fw-muted">{invoice.salesman || '–'}</span>,
  },
  {
    id: 'invoiceDate',
    header: 'Date',
    width: 120,
    sort: 'invoiceDate',
    cell: (invoice) => <DayText value={invoice.invoiceDate} />,
  },
  {
    id: 'subtotal',
    header: 'Subtotal',
    width: 130,
    align: 'right',
    hidden: true,
    cell: (invoice) => <MoneyText value={invoice.subtotal} />,
  },
  {
    id: 'total',
    header: 'Total',
    width: 140,
    sort: 'total',
    align: 'right',
    cell: (invoice) => <MoneyText value={invoice.total} />,
  },
]
