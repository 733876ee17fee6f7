import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { ownSource } from '@framewright/contracts/invoice/invoice.number'
import type { CreateInvoiceInput } from '@framewright/contracts/invoice/invoice.schema'
import { lineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import { toDate } from '../core/clock.ts'
import { personName } from '../core/names.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { lockSalesOrder } from '../sales-order/sales-order.rows.ts'

/**
 * Bills what has shipped of an order and is on no invoice yet, or the part that is asked for. The order is locked, so that
 * nobody bills the same twice; the database refuses more than has shipped, whoever writes.
 * @param today the invoice's date: an invoice is dated the day it is written, so that numbers and dates agree.
 */
export async function bill(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: CreateInvoiceInput,
  today: string,
): Promise<{ id: number }> {
  const order = await lockSalesOrder(tx, call.caller, input.salesOrderId)
  const orderLines = await tx.salesOrderLine.findMany({
    where: { orderId: order.id, cancelled: false },
    orderBy: { lineNo: 'asc' },
  })
  const open = orderLines.map((line) => ({ ...line, open: line.shipped.minus(line.invoiced).toFixed() }))
  const parts = wanted(open, input)
  if (parts.length === 0) {
    const shipped = open.some((line) => line.shipped.gt(0))
    const why = shipped ? 'Everything that has shipped is on an invoice.' : 'Nothing of it has shipped.'
    throw ruleViolated('invoice.nothingToBill', `There is nothing to bill of ${order.number}: ${why}`, {
      salesOrderId: order.id,
    })
  }
  await tx.$executeRaw`
    UPDATE sales_order_line l SET invoiced = l.invoiced + part.quantity
    FROM unnest(${parts.map((part) => part.line.id)}::int[], ${parts.map((part) => part.quantity)}::numeric[]) AS part (id, quantity)
    WHERE l.id = part.id`

  const lines = parts.map(({ line, quantity }, index) => {
    const { unitPrice, discountPercent, taxRate } = line
    const priced = {
      quantity,
      unitPrice: unitPrice.toFixed(),
      discountPercent: discountPercent.toFixed(),
      taxRate: taxRate.toFixed(),
    }
    const { id: orderLineId, itemId, itemName } = line
    return { lineNo: index + 1, orderLineId, itemId, itemName, ...priced, ...lineTotals(priced) }
  })
  const totals = orderTotals(lines)
  const customer = await tx.customer.findUniqueOrThrow({ where: { id: order.customerId } })
  const owner = order.ownerId === null ? null : await tx.user.findUnique({ where: { id: order.ownerId } })
  const salesman =
    owner === null
      ? ''
      : personName({ first_name: owner.firstName, last_name: owner.lastName, username: owner.username })
  // Last of all that may fail or wait: from here to the commit, every other invoice of the year waits.
  const number = await nextNumber(tx, Number(today.slice(0, 4)))
  const made = await tx.invoice.create({
    data: {
      source: ownSource,
      invoiceNo: number,
      number,
      invoiceDate: toDate(today),
      salesman,
      ownerId: order.ownerId,
      customerId: customer.id,
      customerName: customer.name,
      customerAddress: customer.address,
      customerTaxId: customer.taxId,
      salesOrderId: order.id,
      createdById: call.caller.userId,
      ...totals,
      lines: { createMany: { data: lines } },
    },
    select: { id: true },
  })
  const { ownerId } = order
  emit({
    entity: 'invoice',
    id: made.id,
    what: 'created',
    ownerId,
    payload: {
      number,
      invoiceNo: number,
      source: ownSource,
      invoiceDate: today,
      customerId: customer.id,
      customer: customer.name,
      salesman,
      ...totals,
      salesOrderId: order.id,
      salesOrder: order.number,
      to: order.status === 'DELIVERED' ? 'DELIVERED' : 'DISPATCHED',
    },
  })
  emit({
    entity: 'salesOrder',
    id: order.id,
    what: 'billed',
    ownerId,
    payload: { number: order.number, invoiceId: made.id, invoice: number, total: totals.total },
  })
  return made
}

interface OpenLine {
  id: number
  lineNo: number
  itemName: string
  open: string
}

function wanted<Line extends OpenLine>(
  lines: readonly Line[],
  input: CreateInvoiceInput,
): { line: Line; quantity: string }[] {
  if (input.lines === undefined) {
    return lines.filter((line) => decimal.isPositive(line.open)).map((line) => ({ line, quantity: line.open }))
  }
  return input.lines.map(({ lineId, quantity }, index) => {
    const line = lines.find((one) => one.id === lineId)
    if (line === undefined) throw invalid(`lines.${index}.lineId`, `This order has no open line ${lineId}`)
    if (decimal.compare(quantity, line.open) > 0) {
      throw ruleViolated(
        'invoice.overBilled',
        `Line ${line.lineNo} (${line.itemName}): ${decimal.quantity(line.open)} shipped and not yet billed, ${quantity} asked for.`,
        { lineId, open: decimal.quantity(line.open), requested: quantity },
      )
    }
    return { line, quantity }
  })
}

/**
 * The next number of a year: INV-2026-000001. A counter under lock rather than a sequence, which would leave a gap behind
 * whatever rolls back; law in many countries wants none.
 */
async function nextNumber(tx: Tx, year: number): Promise<string> {
  const [row] = await tx.$queryRaw<{ last: number }[]>`
    INSERT INTO invoice_series (year, last) VALUES (${year}, 1)
    ON CONFLICT (year) DO UPDATE SET last = invoice_series.last + 1 RETURNING last`
  return `INV-${year}-${String(row?.last).padStart(6, '0')}`
}
