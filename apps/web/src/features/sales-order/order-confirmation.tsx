import * as decimal from '@framewright/contracts/core/decimal'
import { taxesByRate } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import type { ReactNode } from 'react'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { formatFullDay, formatQuantity } from '~/lib/format.ts'
import { useMayAny } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import classes from './order-confirmation.module.css'

const titles: Record<SalesOrder['status'], string> = {
  DRAFT: 'Draft of order',
  CONFIRMED: 'Order confirmation',
  SHIPPED: 'Order confirmation',
  DELIVERED: 'Order confirmation',
  CANCELLED: 'Cancelled order',
}

/** The order on paper, A4: whom it is for, what was agreed, and what it comes to. Seen only when printing. */
export function OrderConfirmation({ order }: { order: SalesOrder }) {
  const seesCustomers = useMayAny('customer.read', 'customer.own')
  const { data: customer } = trpc.customer.get.useQuery(
    { id: order.customer.id },
    { enabled: seesCustomers, staleTime: 5 * 60_000 },
  )
  const lines = order.lines.filter((line) => !line.cancelled)
  const discounts = lines.some((line) => decimal.isPositive(line.discountPercent))
  const columns = discounts ? 7 : 6
  return (
    <article className={`${classes.paper} fw-print-only`} aria-hidden>
      <header className={classes.head}>
        <address className={classes.to}>
          <strong>{order.customer.name}</strong>
          {customer?.address ? <div className={classes.address}>{customer.address}</div> : null}
        </address>
        <dl className={classes.facts}>
          <Fact label="Order">{order.number}</Fact>
          <Fact label="Ordered">{formatFullDay(order.orderDate)}</Fact>
          {order.dueDate ? <Fact label="Due">{formatFullDay(order.dueDate)}</Fact> : null}
          {customer ? <Fact label="Customer no.">{customer.code}</Fact> : null}
          {customer?.taxId ? <Fact label="Your tax id">{customer.taxId}</Fact> : null}
          {order.owner ? <Fact label="Your contact">{order.owner.name}</Fact> : null}
        </dl>
      </header>
      <h1 className={classes.title}>
        {titles[order.status]} {order.number}
      </h1>
      <table className={classes.lines}>
        <thead>
          <tr>
            <th>#</th>
            <th>Item</th>
            <th className={classes.right}>Quantity</th>
            <th className={classes.right}>Unit price</th>
            {discounts ? <th className={classes.right}>Discount</th> : null}
            <th className={classes.right}>Tax</th>
            <th className={classes.right}>Net</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.id}>
              <td>{index + 1}</td>
              <td>
                {line.itemName}
                <div className={classes.sku}>{line.sku}</div>
              </td>
              <td className={classes.right}>
                <QuantityText value={line.quantity} unit={line.unit} />
              </td>
              <td className={classes.right}>
                <MoneyText value={line.unitPrice} />
              </td>
              {discounts ? (
                <td className={classes.right}>
                  {decimal.isPositive(line.discountPercent) ? `${formatQuantity(line.discountPercent)} %` : ''}
                </td>
              ) : null}
              <td className={classes.right}>{formatQuantity(line.taxRate)} %</td>
              <td className={classes.right}>
                <MoneyText value={line.subtotal} />
              </td>
            </tr>
          ))}
        </tbody>
        {/* A body of its own: a foot would be repeated on every page. */}
        <tbody className={classes.sums}>
          <Sum label="Subtotal" value={order.subtotal} columns={columns} />
          {taxesByRate(lines).map((tax) => (
            <Sum
              key={tax.rate}
              label={
                <>
                  Tax {formatQuantity(tax.rate)} % of <MoneyText value={tax.subtotal} />
                </>
              }
              value={tax.taxTotal}
              columns={columns}
            />
          ))}
          <Sum label="Total" value={order.total} columns={columns} strong />
        </tbody>
      </table>
      {order.notes ? <p className={classes.notes}>{order.notes}</p> : null}
    </article>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </>
)

function Sum(props: { label: ReactNode; value: string; columns: number; strong?: boolean }) {
  return (
    <tr className={props.strong ? classes.total : undefined}>
      <th colSpan={props.columns - 1}>{props.label}</th>
      <td className={classes.right}>
        <MoneyText value={props.value} />
      </td>
    </tr>
  )
}
