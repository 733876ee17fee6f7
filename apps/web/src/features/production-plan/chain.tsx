import type { ProductionChain } from '@framewright/contracts/production-plan/production-plan.schema'
import type { Column } from '~/components/data-table/column.ts'
import { Section } from '~/components/section.tsx'
import { SmallTable } from '~/components/small-table.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { trpc } from '~/lib/trpc.ts'

type Row = ProductionChain['parts'][number] & { way: string }

const columns: readonly Column<Row>[] = [
  { id: 'number', header: 'Order', card: 'title', cell: (row) => row.number },
  {
    id: 'state',
    header: 'State',
    card: 'badge',
    cell: (row) => <StateBadge group="productionOrder" state={row.status} size="sm" />,
  },
  { id: 'way', header: '', cell: (row) => <span className="fw-muted">{row.way}</span> },
  { id: 'item', header: 'Item', cell: (row) => row.name },
  {
    id: 'quantity',
    header: 'Takes',
    align: 'right',
    cell: (row) => <QuantityText value={row.quantity} unit={row.unit} />,
  },
]

/** The orders this one was planned for, and those planned for it; nothing where it was planned alone. */
export function PlannedTogether({ id }: { id: number }) {
  const { data } = trpc.productionPlan.chain.useQuery({ id })
  if (data === undefined || data.wholes.length + data.parts.length === 0) return null
  const rows = [
    ...data.wholes.map((row) => ({ ...row, way: 'goes into' })),
    ...data.parts.map((row) => ({ ...row, way: 'is made for it' })),
  ]
  return (
    <Section title="Planned together">
      <SmallTable
        label="Orders planned together"
        columns={columns}
        rows={rows}
        href={(row) => `/production-orders/${row.id}`}
      />
    </Section>
  )
}
