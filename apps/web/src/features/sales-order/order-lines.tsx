import * as decimal from '@framewright/contracts/core/decimal'
import type { SalesOrder, SalesOrderLine } from '@framewright/contracts/sales-order/sales-order.schema'
import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from '~/components/order-lines.module.css'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { formatQuantity } from '~/lib/format.ts'
import type { ShortItem } from './use-order-actions.ts'

interface Props {
  order: SalesOrder
  /** The items for which the server refused to confirm it. */
  short: readonly ShortItem[]
  /** Where a line may be taken out. */
  onTakeOut?: (line: SalesOrderLine) => void
}

interface Progress {
  header: string
  cell: (line: SalesOrderLine) => ReactNode
}

const none = <span className="fw-muted">–</span>
const orNone = (value: string) => (decimal.isPositive(value) ? <QuantityText value={value} /> : none)

const progress = {
  available: { header: 'Available', cell: (line) => <QuantityText value={line.available} /> },
  reserved: { header: 'Reserved', cell: (line) => orNone(line.reserved) },
  shipped: { header: 'Shipped', cell: (line) => orNone(line.shipped) },
  outstanding: {
    header: 'Outstanding',
    cell: (line) => (
      <span className={decimal.isPositive(line.shipped) ? 'fw-short' : undefined}>{orNone(line.outstanding)}</span>
    ),
  },
} satisfies Record<string, Progress>

/** What tells how far the lines are, by the order's state. */
const progressOf: Record<SalesOrder['status'], readonly Progress[]> = {
  DRAFT: [progress.available],
  CONFIRMED: [progress.reserved, progress.shipped, progress.outstanding],
  SHIPPED: [progress.shipped],
  DELIVERED: [progress.shipped],
  CANCELLED: [],
}

/** What was ordered, at what price, and how far each line is. */
export function OrderLines({ order, short, onTakeOut }: Props) {
  const columns = progressOf[order.status]
  const before = columns.length + 5
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label="Lines of the order">
      <table className={classes.table} data-dense>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Item</th>
            {['Quantity', ...columns.map((column) => column.header), 'Unit price', 'Tax', 'Total'].map((header) => (
              <th key={header} scope="col" className={classes.right}>
                {header}
              </th>
            ))}
            {onTakeOut ? <th scope="col" aria-label="Take out" /> : null}
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id} className={line.cancelled ? classes.out : undefined}>
              <td className={`${classes.no} fw-muted`}>{line.lineNo}</td>
              <td className={classes.item}>
                <ItemName line={line} short={order.status === 'DRAFT' ? short : []} />
              </td>
              <td className={classes.right} data-label="Quantity">
                <QuantityText value={line.quantity} unit={line.unit} />
              </td>
              {columns.map((column) => (
                <td key={column.header} className={classes.right} data-label={column.header}>
                  {line.cancelled ? none : column.cell(line)}
                </td>
              ))}
              <td className={classes.right} data-label="Unit price">
                <MoneyText value={line.unitPrice} />
                {decimal.isPositive(line.discountPercent) ? (
                  <div className={classes.sku}>−{formatQuantity(line.discountPercent)} %</div>
                ) : null}
              </td>
              <td className={classes.right} data-label="Tax">
                {decimal.isPositive(line.taxRate) ? (
                  <span className="fw-number">{formatQuantity(line.taxRate)} %</span>
                ) : (
                  none
                )}
              </td>
              <td className={classes.right} data-label="Total">
                <MoneyText value={line.total} />
              </td>
              {onTakeOut ? (
                <td className={classes.tool}>
                  {line.cancelled || decimal.isPositive(line.shipped) ? null : (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      title="Take this line out"
                      aria-label={`Take out line ${line.lineNo}, ${line.itemName}`}
                      onClick={() => onTakeOut(line)}
                    >
                      <IconX size={16} aria-hidden />
                    </ActionIcon>
                  )}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Sum label="Subtotal" value={order.subtotal} before={before} after={onTakeOut !== undefined} small />
          <Sum label="Tax" value={order.taxTotal} before={before} after={onTakeOut !== undefined} small />
          <Sum label="Total" value={order.total} before={before} after={onTakeOut !== undefined} />
        </tfoot>
      </table>
    </section>
  )
}

function Sum(props: { label: string; value: string; before: number; after: boolean; small?: boolean }) {
  return (
    <tr>
      <th scope="row" colSpan={props.before} className={props.small ? classes.smallLabel : classes.sumLabel}>
        {props.label}
      </th>
      <td className={props.small ? classes.small : classes.sum}>
        <MoneyText value={props.value} />
      </td>
      {props.after ? <td className={props.small ? classes.small : undefined} /> : null}
    </tr>
  )
}

function ItemName({ line, short }: { line: SalesOrderLine; short: readonly ShortItem[] }) {
  const lack = short.find((item) => item.itemId === line.itemId)
  return (
    <>
      <Link to="/items/$id" params={{ id: String(line.itemId) }} className="fw-link">
        {line.itemName}
      </Link>
      <div className={classes.sku}>
        {line.sku}
        {line.cancelled ? ' · taken out' : ''}
      </div>
      {lack ? (
        <div className="fw-short">
          {formatQuantity(lack.requested)} asked for, {formatQuantity(lack.available)} available
        </div>
      ) : null}
    </>
  )
}
