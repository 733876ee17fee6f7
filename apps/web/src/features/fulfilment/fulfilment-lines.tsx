import * as decimal from '@framewright/contracts/core/decimal'
import type { Fulfilment, FulfilmentLine } from '@framewright/contracts/fulfilment/fulfilment.schema'
import type { Column } from '~/components/data-table/column.ts'
import { SmallTable } from '~/components/small-table.tsx'
import { QuantityText } from '~/components/text.tsx'

const none = <span className="fw-muted">–</span>
const orNone = (value: string) => (decimal.isPositive(value) ? <QuantityText value={value} /> : none)

/** What is asked of the picker, what was picked, and what is missing and why. */
export function FulfilmentLines({ fulfilment }: { fulfilment: Fulfilment }) {
  const { status, lines } = fulfilment
  const waits = status === 'CREATED' || status === 'PENDING'
  const columns: Column<FulfilmentLine>[] = [
    { id: 'lineNo', header: '#', cell: (line) => <span className="fw-muted fw-number">{line.lineNo}</span> },
    {
      id: 'item',
      header: 'Item',
      card: 'title',
      cell: (line) => (
        <>
          {line.itemName} <span className="fw-muted">{line.sku}</span>
        </>
      ),
    },
    {
      id: 'quantity',
      header: 'Asked for',
      align: 'right',
      cell: (line) => <QuantityText value={line.quantity} unit={line.unit} />,
    },
    ...(waits
      ? ([
          {
            id: 'available',
            header: 'Free in stock',
            align: 'right',
            cell: (line) => (line.stocked ? <QuantityText value={line.available} /> : none),
          },
          { id: 'places', header: 'Where it lies', cell: (line) => <Places line={line} /> },
        ] satisfies Column<FulfilmentLine>[])
      : ([
          { id: 'picked', header: 'Picked', align: 'right', cell: (line) => orNone(line.picked) },
          { id: 'delivered', header: 'Delivered', align: 'right', cell: (line) => orNone(line.delivered) },
        ] satisfies Column<FulfilmentLine>[])),
    { id: 'short', header: 'Short', align: 'right', cell: (line) => <Short line={line} /> },
    { id: 'reason', header: 'Why', cell: (line) => line.shortReason || none },
  ]
  return (
    <SmallTable
      label="Lines of the fulfilment"
      columns={columns}
      rows={lines}
      href={(line) => `/items/${line.itemId}`}
    />
  )
}

function Short({ line }: { line: FulfilmentLine }) {
  if (!decimal.isPositive(line.short)) return none
  return (
    <span className="fw-short">
      <QuantityText value={line.short} />
    </span>
  )
}

function Places({ line }: { line: FulfilmentLine }) {
  if (line.places.length === 0) return none
  return line.places.map((place) => (
    <div key={place.locationId}>
      {place.name} <QuantityText value={place.quantity} />
    </div>
  ))
}
