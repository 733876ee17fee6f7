import type { InspectionPlanSummary } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { formatCount } from '~/lib/format.ts'

export const planColumns: readonly Column<InspectionPlanSummary>[] = [
  { id: 'name', header: 'Name', minWidth: 200, sort: 'name', card: 'title', cell: (row) => row.name },
  {
    id: 'type',
    header: 'Kind',
    width: 140,
    sort: 'type',
    cell: (row) => <StateBadge group="inspectionType" state={row.type} size="sm" />,
  },
  {
    id: 'for',
    header: 'For',
    minWidth: 200,
    cell: (row) => (row.item ? `${row.item.name} (${row.item.sku})` : (row.category?.name ?? '')),
  },
  {
    id: 'lines',
    header: 'Characteristics',
    width: 140,
    align: 'right',
    cell: (row) => <span className="fw-number">{formatCount(row.characteristicCount)}</span>,
  },
  {
    id: 'active',
    header: 'In use',
    width: 120,
    card: 'badge',
    cell: (row) => <StateBadge group="flag" state={row.active ? 'ACTIVE' : 'INACTIVE'} size="sm" />,
  },
]
