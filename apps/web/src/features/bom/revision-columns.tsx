import type { BomSummary } from '@framewright/contracts/bom/bom.schema'
import { Group } from '@mantine/core'
import type { Column } from '~/components/data-table/column.ts'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, RelativeTime } from '~/components/text.tsx'

/** In force, drafted, to come, or of the past. */
export const BomState = ({ bom }: { bom: Pick<BomSummary, 'status' | 'inForce'> }) => (
  <StateBadge group="bom" state={bom.inForce ? 'IN_FORCE' : bom.status} size="sm" />
)

/** The columns of an item's revisions. */
export const revisionColumns: readonly Column<BomSummary>[] = [
  { id: 'revision', header: 'Revision', card: 'title', cell: (row) => `Revision ${row.revision}` },
  { id: 'state', header: 'State', card: 'badge', cell: (row) => <BomState bom={row} /> },
  { id: 'effective', header: 'In force from', cell: (row) => <DayText value={row.effective} /> },
  { id: 'lines', header: 'Lines', align: 'right', cell: (row) => row.lines },
  { id: 'notes', header: 'Why', cell: (row) => row.notes || <span className="fw-muted">–</span> },
  {
    id: 'by',
    header: 'By',
    cell: (row) => (
      <Group gap={6}>
        {row.createdBy?.name ?? ''} <RelativeTime value={row.releasedAt ?? row.createdAt} />
      </Group>
    ),
  },
]

/** The columns of the list of bills of materials. */
export const bomColumns: readonly Column<BomSummary>[] = [
  { id: 'name', header: 'Item', minWidth: 220, card: 'title', cell: (row) => row.item.name },
  { id: 'sku', header: 'SKU', sort: 'sku', width: 170, cell: (row) => row.item.sku },
  { id: 'revision', header: 'Revision', width: 100, align: 'right', cell: (row) => row.revision },
  { id: 'state', header: 'State', width: 130, card: 'badge', cell: (row) => <BomState bom={row} /> },
  {
    id: 'effective',
    header: 'In force from',
    sort: 'effective',
    width: 140,
    cell: (row) => <DayText value={row.effective} />,
  },
  { id: 'lines', header: 'Lines', width: 90, align: 'right', cell: (row) => row.lines },
  { id: 'notes', header: 'Why', minWidth: 160, hidden: true, cell: (row) => row.notes },
]
