import * as decimal from '@framewright/contracts/core/decimal'
import type { PlannedOrder, ProductionPlan } from '@framewright/contracts/production-plan/production-plan.schema'
import type { Column } from '~/components/data-table/column.ts'
import { DayText, QuantityText } from '~/components/text.tsx'

type Stocked = ProductionPlan['covered'][number]

const thereComing = (row: Stocked) => (
  <span>
    <QuantityText value={row.available} unit={row.unit} />
    {decimal.isPositive(row.incoming) ? (
      <span className="fw-muted">
        {' + '}
        <QuantityText value={row.incoming} />
      </span>
    ) : null}
    {decimal.isPositive(row.promised) ? (
      <span className="fw-muted" title="Wanted by open production orders that have not reserved it">
        {' − '}
        <QuantityText value={row.promised} />
      </span>
    ) : null}
  </span>
)

const named = (row: { name: string; sku: string }) => (
  <>
    {row.name} <span className="fw-muted">{row.sku}</span>
  </>
)

export const plannedColumns: readonly Column<PlannedOrder & { id: number }>[] = [
  {
    id: 'item',
    header: 'Item',
    card: 'title',
    cell: (row) => <span style={{ paddingInlineStart: Math.min(row.level, 6) * 12 }}>{named(row)}</span>,
  },
  {
    id: 'quantity',
    header: 'Make',
    align: 'right',
    cell: (row) => (
      <b>
        <QuantityText value={row.quantity} unit={row.unit} />
      </b>
    ),
  },
  {
    id: 'needed',
    header: 'Needed',
    align: 'right',
    cell: (row) => <QuantityText value={row.needed} unit={row.unit} />,
  },
  { id: 'stock', header: 'There, coming, promised', align: 'right', cell: thereComing },
  {
    id: 'for',
    header: 'For',
    cell: (row) =>
      row.pegs.length === 0 ? <span className="fw-muted">itself</span> : row.pegs.map((peg) => peg.name).join(', '),
  },
  {
    id: 'begin',
    header: 'Begin',
    cell: (row) => <DayText value={row.startDate} late={row.late} />,
  },
  { id: 'due', header: 'By', cell: (row) => <DayText value={row.dueDate} /> },
]

export const coveredColumns: readonly Column<Stocked & { id: number }>[] = [
  { id: 'item', header: 'Item', card: 'title', cell: named },
  {
    id: 'needed',
    header: 'Needed',
    align: 'right',
    cell: (row) => <QuantityText value={row.needed} unit={row.unit} />,
  },
  { id: 'stock', header: 'There, coming, promised', align: 'right', cell: thereComing },
]
