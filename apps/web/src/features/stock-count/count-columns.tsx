import type { StockCountPage } from '@framewright/contracts/stock-count/stock-count.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { RelativeTime } from '~/components/text.tsx'
import { formatCount } from '~/lib/format.ts'

export type CountRow = StockCountPage['items'][number]

/** The columns of the list of counts. */
export const countColumns: readonly Column<CountRow>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 150,
    card: 'title',
    cell: (row) => <span className="fw-number">{row.number}</span>,
  },
  { id: 'location', header: 'Location', minWidth: 180, cell: (row) => row.location.name },
  {
    id: 'status',
    header: 'State',
    width: 130,
    card: 'badge',
    cell: (row) => <StateBadge group="stockCount" state={row.status} size="sm" />,
  },
  {
    id: 'counted',
    header: 'Counted',
    width: 140,
    align: 'right',
    cell: (row) => (
      <span className="fw-number">
        {formatCount(row.counted)} of {formatCount(row.lines)}
      </span>
    ),
  },
  { id: 'snapshotAt', header: 'Begun', width: 190, cell: (row) => <RelativeTime value={row.snapshotAt} /> },
  { id: 'postedAt', header: 'Posted', width: 190, cell: (row) => <RelativeTime value={row.postedAt} /> },
  {
    id: 'createdBy',
    header: 'By',
    minWidth: 140,
    cell: (row) => row.createdBy?.name ?? <span className="fw-muted">–</span>,
  },
]
