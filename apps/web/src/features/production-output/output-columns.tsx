import * as decimal from '@framewright/contracts/core/decimal'
import type { OutputRecord } from '@framewright/contracts/production-output/production-output.schema'
import type { Column } from '~/components/data-table/column.ts'
import { MoneyText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { NcrLink } from '~/features/non-conformance/ncr-link.tsx'
import { formatDuration } from '~/lib/format.ts'

const dash = <span className="fw-muted">–</span>

/** The columns of what was made. */
export const outputColumns: readonly Column<OutputRecord>[] = [
  {
    id: 'order',
    header: 'Order',
    width: 170,
    card: 'title',
    cell: ({ order }) => <span className="fw-number">{order.number}</span>,
  },
  { id: 'item', header: 'Item', minWidth: 180, cell: ({ item }) => item.name },
  { id: 'machine', header: 'Machine', width: 150, cell: ({ machine }) => machine?.name ?? dash },
  { id: 'operator', header: 'Operator', width: 150, cell: ({ operator }) => operator?.name ?? dash },
  { id: 'shift', header: 'Shift', width: 110, cell: ({ shift }) => shift ?? dash },
  {
    id: 'good',
    header: 'Good',
    sort: 'good',
    width: 100,
    align: 'right',
    cell: ({ good, item }) => <QuantityText value={good} unit={item.unit} />,
  },
  {
    id: 'scrapped',
    header: 'Lost',
    sort: 'scrapped',
    width: 100,
    align: 'right',
    cell: ({ scrapped, reason, nonConformance }) =>
      decimal.isZero(scrapped) ? (
        dash
      ) : (
        <span className="fw-late" title={nonConformance === null ? reason : `${reason}, ${nonConformance.number}`}>
          <QuantityText value={scrapped} />
        </span>
      ),
  },
  {
    id: 'nonConformance',
    header: 'Failed as',
    width: 130,
    hidden: true,
    cell: ({ nonConformance }) => (nonConformance === null ? dash : <NcrLink ncr={nonConformance} />),
  },
  {
    id: 'took',
    header: 'Took',
    width: 120,
    align: 'right',
    cell: ({ startedAt, endedAt }) =>
      startedAt === null ? (
        dash
      ) : (
        <span className="fw-number">
          {formatDuration(Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000))}
        </span>
      ),
  },
  {
    id: 'cost',
    header: 'Machine cost',
    width: 120,
    align: 'right',
    hidden: true,
    cell: ({ machineCost }) => <MoneyText value={machineCost} />,
  },
  {
    id: 'endedAt',
    header: 'Ended',
    sort: 'endedAt',
    width: 170,
    cell: ({ endedAt }) => <RelativeTime value={endedAt} />,
  },
]
