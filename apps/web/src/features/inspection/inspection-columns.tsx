import type { InspectionSummary } from '@framewright/contracts/inspection/inspection.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText, RelativeTime } from '~/components/text.tsx'

export const inspectionColumns: readonly Column<InspectionSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 120,
    sort: 'number',
    card: 'title',
    cell: (row) => <span className="fw-number">{row.number}</span>,
  },
  {
    id: 'status',
    header: 'State',
    width: 140,
    sort: 'status',
    card: 'badge',
    cell: (row) => <StateBadge group="inspection" state={row.status} size="sm" />,
  },
  {
    id: 'type',
    header: 'Kind',
    width: 140,
    cell: (row) => <StateBadge group="inspectionType" state={row.type} size="sm" />,
  },
  { id: 'item', header: 'Item', minWidth: 200, cell: (row) => `${row.item.name} (${row.item.sku})` },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 110,
    align: 'right',
    cell: (row) => <QuantityText value={row.quantity} />,
  },
  { id: 'source', header: 'Of', width: 150, cell: (row) => row.source?.number ?? '–' },
  { id: 'created', header: 'Opened', width: 130, sort: 'id', cell: (row) => <RelativeTime value={row.createdAt} /> },
]
