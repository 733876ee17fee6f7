import * as decimal from '@framewright/contracts/core/decimal'
import type { StockCount } from '@framewright/contracts/stock-count/stock-count.schema'
import { Checkbox, Text } from '@mantine/core'
import { useState } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { SmallTable } from '~/components/small-table.tsx'
import { QuantityText } from '~/components/text.tsx'
import { formatQuantity, plural } from '~/lib/format.ts'
import { type CountLine, tally } from './count-tally.ts'

type Row = CountLine & { id: number }

const none = <span className="fw-muted">–</span>

const columns: readonly Column<Row>[] = [
  {
    id: 'name',
    header: 'Item',
    card: 'title',
    cell: (row) => (
      <>
        {row.name} <span className="fw-muted fw-number">{row.sku}</span>
      </>
    ),
  },
  {
    id: 'expected',
    header: 'Ledger',
    align: 'right',
    cell: (row) => <QuantityText value={row.expected} unit={row.unit} />,
  },
  {
    id: 'counted',
    header: 'Found',
    align: 'right',
    cell: (row) => (row.counted === null ? none : <QuantityText value={row.counted} unit={row.unit} />),
  },
  {
    id: 'difference',
    header: 'Difference',
    align: 'right',
    cell: (row) => (row.difference === null ? none : <Difference value={row.difference} />),
  },
]

/** What posting would correct, or has corrected; the rest on request. */
export function Differences({ count }: { count: StockCount }) {
  const [all, setAll] = useState(false)
  const { differing, counted, open } = tally(count.lines)
  const rows = (all ? count.lines : differing).map((line) => ({ ...line, id: line.itemId }))
  return (
    <>
      <Text size="sm" mb="xs">
        {differing.length === 0
          ? counted === 0
            ? 'Nothing has been counted yet.'
            : `No difference in ${plural(counted, 'counted item')}.`
          : `${plural(differing.length, 'item')} of ${counted} counted differ.`}
        {open > 0 ? ` ${plural(open, 'item')} not counted.` : ''}
      </Text>
      <Checkbox
        size="xs"
        mb="sm"
        label="Show every item"
        checked={all}
        onChange={(event) => setAll(event.currentTarget.checked)}
      />
      {rows.length > 0 ? (
        <SmallTable label="Counted items" columns={columns} rows={rows} href={(row) => `/items/${row.id}`} />
      ) : null}
    </>
  )
}

/** A difference with its sign; what is missing stands out. */
function Difference({ value }: { value: string }) {
  if (decimal.isZero(value)) return <span className="fw-number fw-muted">0</span>
  const more = decimal.isPositive(value)
  return (
    <span className={more ? 'fw-number' : 'fw-number fw-short'}>
      {more ? '+' : ''}
      {formatQuantity(value)}
    </span>
  )
}
