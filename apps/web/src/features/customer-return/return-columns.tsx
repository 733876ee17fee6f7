import type { CustomerReturnSummary } from '@framewright/contracts/customer-return/customer-return.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { formatCount } from '~/lib/format.ts'

/** The columns of the list of returns. */
export const returnColumns: readonly Column<CustomerReturnSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 130,
    sort: 'number',
    card: 'title',
    cell: (row) => <span className="fw-number">{row.number}</span>,
  },
  { id: 'customer', header: 'Customer', minWidth: 180, cell: (row) => row.customer.name },
  {
    id: 'source',
    header: 'Order or invoice',
    width: 160,
    cell: (row) => <span className="fw-number">{row.source.number}</span>,
  },
  {
    id: 'status',
    header: 'State',
    width: 160,
    sort: 'status',
    card: 'badge',
    cell: (row) => <StateBadge group="customerReturn" state={row.status} size="sm" />,
  },
  { id: 'reason', header: 'Reason', minWidth: 180, cell: (row) => row.reason },
  {
    id: 'lines',
    header: 'Lines',
    width: 80,
    align: 'right',
    cell: (row) => <span className="fw-number">{formatCount(row.lineCount)}</span>,
  },
  { id: 'created', header: 'Recorded', width: 140, sort: 'id', cell: (row) => <RelativeTime value={row.createdAt} /> },
  {
    id: 'owner',
    header: 'Owner',
    width: 150,
    hidden: true,
    cell: (row) => row.owner?.name ?? <span className="fw-muted">–</span>,
  },
]
