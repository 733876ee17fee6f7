import type { NonConformanceSummary } from '@framewright/contracts/non-conformance/non-conformance.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText, RelativeTime } from '~/components/text.tsx'

export const ncrColumns: readonly Column<NonConformanceSummary>[] = [
  {
    id: 'number',
    header: 'Number',
    width: 130,
    sort: 'number',
    card: 'title',
    cell: (row) => <span className="fw-number">{row.number}</span>,
  },
  {
    id: 'status',
    header: 'State',
    width: 130,
    sort: 'status',
    card: 'badge',
    cell: (row) => <StateBadge group="nonConformance" state={row.status} size="sm" />,
  },
  { id: 'defect', header: 'Defect', minWidth: 160, cell: (row) => row.defect },
  {
    id: 'severity',
    header: 'Severity',
    width: 120,
    cell: (row) => <StateBadge group="severity" state={row.severity} size="sm" />,
  },
  { id: 'item', header: 'Item', minWidth: 180, cell: (row) => `${row.item.name} (${row.item.sku})` },
  {
    id: 'quantity',
    header: 'Quantity',
    width: 110,
    align: 'right',
    sort: 'quantity',
    cell: (row) => <QuantityText value={row.quantity} />,
  },
  {
    id: 'disposition',
    header: 'Decided',
    width: 160,
    cell: (row) =>
      row.disposition === null ? '–' : <StateBadge group="disposition" state={row.disposition} size="sm" />,
  },
  { id: 'created', header: 'Raised', width: 130, sort: 'id', cell: (row) => <RelativeTime value={row.createdAt} /> },
]
