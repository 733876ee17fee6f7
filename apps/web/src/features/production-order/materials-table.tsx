import * as decimal from '@framewright/contracts/core/decimal'
import type {
  ProductionMaterial,
  ProductionOrder,
} from '@framewright/contracts/production-order/production-order.schema'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Column } from '~/components/data-table/column.ts'
import { SmallTable } from '~/components/small-table.tsx'
import { QuantityText } from '~/components/text.tsx'
import { lookOf } from '~/state/state-table.ts'
import classes from './production-order.module.css'

type Row = Omit<ProductionMaterial, 'id'> & { id: number }

const material: Column<Row> = {
  id: 'material',
  header: 'Material',
  card: 'title',
  cell: (line) => (
    <>
      <Link to={`/items/${line.componentId}` as string} className="fw-link">
        {line.name}
      </Link>{' '}
      <span className={`fw-muted ${classes.sku}`}>{line.sku}</span>
      {line.stage === null ? null : <span className={classes.stage}>{lookOf('taskKind', line.stage).word}</span>}
    </>
  ),
}
const each: Column<Row> = {
  id: 'each',
  header: 'For one',
  align: 'right',
  cell: (line) => (
    <span className={classes.each}>
      <QuantityText value={line.quantityPer} unit={line.unit} />
      {decimal.isZero(line.scrapPercent) ? null : (
        <span className="fw-muted">
          {' '}
          + <QuantityText value={line.scrapPercent} /> %
        </span>
      )}
    </span>
  ),
}
const amount = (id: 'needed' | 'consumed' | 'reserved' | 'available', header: string): Column<Row> => ({
  id,
  header,
  align: 'right',
  cell: (line) => <QuantityText value={line[id]} unit={line.componentUnit} />,
})
const short: Column<Row> = {
  id: 'short',
  header: 'Short',
  align: 'right',
  cell: (line) =>
    decimal.isZero(line.short) ? (
      <span className="fw-muted">–</span>
    ) : (
      <span className="fw-short">
        <QuantityText value={line.short} unit={line.componentUnit} />
      </span>
    ),
}

const drafted = [material, each, amount('needed', 'Needed'), amount('available', 'Available'), short]
const underWay = [
  material,
  each,
  amount('needed', 'Needed'),
  amount('consumed', 'Consumed'),
  amount('reserved', 'Reserved'),
  short,
  amount('available', 'Available'),
]

/** What an order takes of each material, and how much of that is there, promised and used. */
export function MaterialsTable({ order }: { order: ProductionOrder }) {
  if (order.materials.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {order.item.name} has no bill of materials in force. It needs one before this order can be released.
      </Text>
    )
  }
  const rows = order.materials.map((line) => ({ ...line, id: line.id ?? line.lineNo }))
  return <SmallTable label="Materials" columns={order.status === 'DRAFT' ? drafted : underWay} rows={rows} />
}
