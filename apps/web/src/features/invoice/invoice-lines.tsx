import * as decimal from '@framewright/contracts/core/decimal'
import type { Invoice } from '@framewright/contracts/invoice/invoice.schema'
import { taxesByRate } from '@framewright/contracts/sales-order/sales-order.pricing'
import { Link } from '@tanstack/react-router'
import classes from '~/components/order-lines.module.css'
import { MoneyText, QuantityText } from '~/components/text.tsx'
import { formatQuantity } from '~/lib/format.ts'
import { useMay } from '~/lib/session.ts'

/** What is billed, at what price, and what it comes to with each tax. */
export function InvoiceLines({ invoice }: { invoice: Invoice }) {
  const seesItems = useMay('item.read')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls sideways, also by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label="Lines of the invoice">
      <table className={classes.table} data-dense>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Item</th>
            {['Quantity', 'Unit price', 'Tax', 'Total'].map((header) => (
              <th key={header} scope="col" className={classes.right}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {invoice.lines.map((line) => (
            <tr key={line.id}>
              <td className={`${classes.no} fw-muted`}>{line.lineNo}</td>
              <td className={classes.item}>
                {seesItems ? (
                  <Link to="/items/$id" params={{ id: String(line.itemId) }} className="fw-link">
                    {line.itemName}
                  </Link>
                ) : (
                  line.itemName
                )}
                <div className={classes.sku}>{line.sku}</div>
              </td>
              <td className={classes.right} data-label="Quantity">
                <QuantityText value={line.quantity} unit={line.unit} />
              </td>
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
                  <span className="fw-muted">–</span>
                )}
              </td>
              <td className={classes.right} data-label="Total">
                <MoneyText value={line.total} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Sum label="Subtotal" value={invoice.subtotal} small />
          {taxesByRate(invoice.lines).map((tax) => (
            <Sum key={tax.rate} label={`Tax ${formatQuantity(tax.rate)} %`} value={tax.taxTotal} small />
          ))}
          <Sum label="Total" value={invoice.total} />
        </tfoot>
      </table>
    </section>
  )
}

function Sum(props: { label: string; value: string; small?: boolean }) {
  return (
    <tr>
      <th scope="row" colSpan={5} className={props.small ? classes.smallLabel : classes.sumLabel}>
        {props.label}
      </th>
      <td className={props.small ? classes.small : classes.sum}>
        <MoneyText value={props.value} />
      </td>
    </tr>
  )
}
