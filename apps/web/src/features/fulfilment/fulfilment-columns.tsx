import type { FulfilmentSummary } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { Group } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, RelativeTime } from '~/components/text.tsx'
import { formatCount } from '~/lib/format.ts'

/** The columns of the list of fulfilments. */
export const fulfilmentColumns: readonly Column<FulfilmentSummary>[] = [
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
    width: 260,
    sort: 'status',
    card: 'badge',
    cell: (row) => (
      <Group gap={6} wrap="nowrap">
        <StateBadge group="fulfilment" state={row.status} size="sm" />
        {row.late ? <StateBadge group="flag" state="LATE" size="sm" /> : null}
        {row.short && row.status !== 'CREATED' ? <StateBadge group="flag" state="SHORT" size="sm" /> : null}
      </Group>
    ),
  },
  {
    id: 'person',
    header: 'At work',
    width: 150,
    cell: (row) => row.openSession?.user.name ?? <span className="fw-muted">–</span>,
  },
  {
    id: 'dueDate',
    header: 'Due',
    width: 120,
    sort: 'dueDate',
    cell: (row) => <DayText value={row.dueDate} late={row.late} />,
  },
  {
    id: 'lines',
    header: 'Lines',
    width: 80,
    align: 'right',
    cell: (row) => <span className="fw-number">{formatCount(row.lineCount)}</span>,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 150,
    hidden: true,
    cell: (row) => row.owner?.name ?? <span className="fw-muted">–</span>,
  },
  {
    id: 'created',
    header: 'Created',
    width: 140,
    hidden: true,
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
  {
    id: 'dispatched',
    header: 'Dispatched',
    width: 140,
    hidden: true,
    cell: (row) => <RelativeTime value={row.dispatchedAt} />,
  },
]
