import * as decimal from '@framewright/contracts/core/decimal'
import { wrongState } from '@framewright/contracts/core/lifecycle'
import { creditable, customerReturnLifecycle } from '@framewright/contracts/customer-return/customer-return.lifecycle'
import type { CreditReturnInput } from '@framewright/contracts/customer-return/customer-return.schema'
import { DomainError, forbidden, invalid, ruleViolated } from '@framewright/contracts/errors'
import { lineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { Tx } from '../core/sql.ts'
import { requirePieces } from '../stock/stocked-item.ts'
import { linesOf } from './customer-return.rows.ts'
import type { Step } from './customer-return.steps.ts'

/**
 * Gives the customer back what they paid for what came, or for the part that is said: at the price, discount and tax of the
 * line it was sold by. Once for a return, under a number of a series without gaps.
 */
export async function credit(step: Step, input: CreditReturnInput, today: string): Promise<void> {
  const { tx, emit, call, returned, now } = step
  if (!call.caller.permissions.has('customerReturn.credit'))
    throw forbidden('You may not credit a return.', 'customerReturn.credit')
  if (!creditable.includes(returned.status)) throw wrongState(customerReturnLifecycle, 'credit', returned, call.caller)
  const before = await tx.customerReturn.findUniqueOrThrow({
    where: { id: returned.id },
    select: { creditNo: true },
  })
  if (before.creditNo !== null)
    throw new DomainError('CONFLICT', `${returned.number} is credited already, by ${before.creditNo}.`, {
      creditNo: before.creditNo,
    })

  const lines = await linesOf(tx, returned.id)
  const wanted = new Map(lines.map((line) => [line.id, line.received ?? '0']))
  for (const [index, part] of input.lines.entries()) {
    const line = lines.find((one) => one.id === part.lineId)
    if (line === undefined) throw invalid(`lines.${index}.lineId`, `${returned.number} has no line ${part.lineId}`)
    const { sku, itemName: name, kind, unit } = line
    const came = line.received ?? '0'
    requirePieces({ sku, name, kind, unit }, part.quantity, `lines.${index}.quantity`, came)
    if (decimal.compare(part.quantity, came) > 0) {
      throw ruleViolated(
        'customerReturn.beyondReceived',
        `${name} (${sku}): ${decimal.quantity(came)} came back, ${part.quantity} to credit.`,
        { lineId: line.id, received: decimal.quantity(came), requested: part.quantity },
      )
    }
    wanted.set(line.id, part.quantity)
  }
  const prices = await pricesOf(tx, returned.id)
  const credited = lines.flatMap((line) => {
    const quantity = wanted.get(line.id) ?? '0'
    const price = prices.get(line.id)
    return price === undefined || !decimal.isPositive(quantity)
      ? []
      : [{ id: line.id, quantity, ...lineTotals({ ...price, quantity }) }]
  })
  if (credited.length === 0)
    throw ruleViolated('customerReturn.nothingToCredit', `There is nothing to credit of ${returned.number}.`)
  for (const { id, quantity, subtotal, taxTotal } of credited) {
    await tx.customerReturnLine.update({
      where: { id },
      data: { credited: quantity, creditSubtotal: subtotal, creditTaxTotal: taxTotal },
    })
  }
  const totals = orderTotals(credited)
  // Last of all that may fail or wait: from here to the commit, every other credit of the year waits.
  const creditNo = await nextNumber(tx, Number(today.slice(0, 4)))
  await tx.customerReturn.update({
    where: { id: returned.id },
    data: {
      creditNo,
      creditSubtotal: totals.subtotal,
      creditTaxTotal: totals.taxTotal,
      creditTotal: totals.total,
      creditedAt: now,
      creditedById: call.caller.userId,
      version: { increment: 1 },
    },
  })
  emit({
    entity: 'customerReturn',
    id: returned.id,
    what: 'credited',
    ownerId: returned.ownerId,
    payload: { number: returned.number, creditNo, ...totals },
  })
}

/** What one of each line of a return was sold for. */
async function pricesOf(tx: Tx, returnId: number) {
  const rows = await tx.$queryRaw<{ id: number; unitPrice: string; discountPercent: string; taxRate: string }[]>`
    SELECT rl.id, coalesce(o.unit_price, i.unit_price)::text AS "unitPrice",
      coalesce(o.discount_percent, i.discount_percent)::text AS "discountPercent",
      coalesce(o.tax_rate, i.tax_rate)::text AS "taxRate"
    FROM customer_return_line rl
    LEFT JOIN sales_order_line o ON o.id = rl.sales_line_id
    LEFT JOIN invoice_line i ON i.id = rl.invoice_line_id
    WHERE rl.return_id = ${returnId}`
  return new Map(rows.map(({ id, ...price }) => [id, price]))
}

/** CN-2026-000001: a counter under lock, as that of invoices, so that what fails leaves no gap. */
async function nextNumber(tx: Tx, year: number): Promise<string> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO credit_series (year, last) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last = credit_series.last + 1 RETURNING last`
  return `CN-${year}-${String(row?.last).padStart(6, '0')}`
}
