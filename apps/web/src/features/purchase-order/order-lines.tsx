import * as decimal from '@framewright/contracts/core/decimal'
import type { PurchaseOrder, PurchaseOrderLine } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { Link } from '@tanstack/react-router'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import classes from './order-lines.module.css'

/** What was ordered, what has come of it, and what is still outstanding. */
export function OrderLines({ order }: { order: PurchaseOrder }) {
  const expecting = order.status === 'PENDING' || order.status === 'PARTIALLY_RECEIVED'
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label="Lines of the order">
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Item</th>
            <th scope="col" className={classes.right}>
              Ordered
            </th>
            <th scope="col" className={`${classes.right} fw-no-print`}>
              Received
            </th>
            <th scope="col" className={`${classes.right} fw-no-print`}>
              Outstanding
            </th>
            <th scope="col" className={classes.right}>
              Unit price
            </th>
            <th scope="col" className={classes.right}>
              Total
            </th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.id}>
              <td className={`${classes.no} fw-muted`}>{line.lineNo}</td>
              <td className={classes.item}>
                <ItemName line={line} />
              </td>
              <td className={classes.right} data-label="Ordered">
                <QuantityText value={line.quantity} {...(line.unit === null ? {} : { unit: line.unit })} />
              </td>
              <td className={`${classes.right} fw-no-print`} data-label="Received">
                {decimal.isZero(line.received) ? (
                  <span className="fw-muted">–</span>
                ) : (
                  <QuantityText value={line.received} />
                )}
              </td>
              <td className={`${classes.right} fw-no-print`} data-label="Outstanding">
                {!decimal.isPositive(line.outstanding) ? (
                  <span className="fw-muted">–</span>
                ) : (
                  <span className={expecting && decimal.isPositive(line.received) ? 'fw-short' : undefined}>
                    <QuantityText value={line.outstanding} />
                  </span>
                )}
              </td>
              <td className={classes.right} data-label="Unit price">
                <MoneyText value={line.unitPrice} />
              </td>
              <td className={classes.right} data-label="Total">
                <MoneyText value={line.totalPrice} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4} className={classes.sumLabel}>
              Total
            </th>
            <td colSpan={3} className={classes.sum}>
              <MoneyText value={order.totalAmount} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}

function ItemName({ line }: { line: PurchaseOrderLine }) {
  if (line.itemId === null) return <>{line.itemName}</>
  return (
    <>
      <Link to="/items/$id" params={{ id: String(line.itemId) }} className="fw-link">
        {line.itemName}
      </Link>
      <div className={classes.sku}>{line.sku}</div>
    </>
  )
}
