import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import { fulfilmentLifecycle } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { CreateFulfilmentInput } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { sql } from 'kysely'
import { toDate } from '../core/clock.ts'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { lockSalesOrder } from '../sales-order/sales-order.rows.ts'
import type { NamedShortage } from '../stock/ledger.ts'
import { reserve, reserveIfAll } from '../stock/reserving.ts'
import { requirePiecesOf } from '../stock/stocked-item.ts'
import { claimedOf, type LockedFulfilment, linesOf } from './fulfilment.rows.ts'
import { seesOwnOnly } from './fulfilment.sql.ts'
import { say } from './said.ts'

/** A line of the order or invoice, and what of it is still to be fulfilled. */
interface SourceLine {
  id: number
  itemId: number
  itemName: string
  open: string
}

interface Source {
  kind: 'sales' | 'invoice'
  id: number
  number: string
  customerId: number
  ownerId: number | null
  dueDate: string | null
  lines: SourceLine[]
}

/**
 * Makes a fulfilment of what is outstanding, or of a part. That of an order waits for a picker at once, since its stock is
 * promised; that of an invoice where all its stock is there to be promised.
 */
export async function create(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: CreateFulfilmentInput,
  now: Date,
): Promise<{ id: number }> {
  const source =
    input.salesOrderId === undefined
      ? await invoiceSource(tx, input.invoiceId as number, call)
      : await orderSource(tx, call, input.salesOrderId)
  return make(tx, emit, call, source, input, now)
}

async function make(
  tx: Tx,
  emit: Emit,
  call: Call,
  source: Source,
  input: Pick<CreateFulfilmentInput, 'lines' | 'dueDate' | 'notes'>,
  now: Date,
): Promise<{ id: number }> {
  const wanted = wantedOf(source, input.lines)
  await requirePiecesOf(
    tx,
    (input.lines ?? []).flatMap(({ lineId, quantity }, index) => {
      const line = source.lines.find(({ id }) => id === lineId)
      return line === undefined
        ? []
        : [{ itemId: line.itemId, quantity, path: `lines.${index}.quantity`, of: line.open }]
    }),
  )
  const dueDate = input.dueDate === undefined ? source.dueDate : input.dueDate
  const made = await tx.fulfilment.create({
    data: {
      ...(source.kind === 'sales' ? { salesOrderId: source.id } : { invoiceId: source.id }),
      ownerId: source.ownerId,
      dueDate: dueDate === null ? null : toDate(dueDate),
      notes: input.notes,
      createdById: call.caller.userId,
      lines: {
        createMany: {
          data: wanted.map((line, index) => ({
            lineNo: index + 1,
            ...(source.kind === 'sales' ? { salesLineId: line.id } : { invoiceLineId: line.id }),
            itemId: line.itemId,
            itemName: line.itemName,
            quantity: line.open,
          })),
        },
      },
    },
    select: { id: true, number: true },
  })
  const fulfilment: LockedFulfilment = {
    ...made,
    status: 'CREATED',
    salesOrderId: source.kind === 'sales' ? source.id : null,
    invoiceId: source.kind === 'invoice' ? source.id : null,
    ownerId: source.ownerId,
    sourceNumber: source.number,
    customerId: source.customerId,
    version: 1,
    demand: source.kind,
  }
  say(emit, fulfilment, 'created', { to: 'CREATED' })
  await releaseIfThere(tx, emit, fulfilment, now)
  return { id: made.id }
}

/** The goods of an invoice that has just come in. Services alone need nobody to pick them. */
export async function fulfilInvoice(tx: Tx, emit: Emit, call: Call, invoiceId: number, now: Date): Promise<void> {
  const lines = await invoiceLines(tx, invoiceId)
  const stocked = await stockedAmong(
    tx,
    lines.map((line) => line.itemId),
  )
  if (stocked === 0) return
  // Whoever brings invoices need not be allowed to see them.
  await make(tx, emit, call, await invoiceSource(tx, invoiceId), { notes: '' }, now)
}

/** Promises the stock of what waits for it. @throws DomainError INSUFFICIENT_STOCK naming every short item. */
export async function release(tx: Tx, emit: Emit, call: Call, fulfilment: LockedFulfilment, now: Date): Promise<void> {
  stepFor(fulfilmentLifecycle, 'release', fulfilment, call.caller)
  if (fulfilment.demand === 'invoice') await reserve(tx, 'invoice', await demandOf(tx, fulfilment.id))
  await waitForPicker(tx, emit, fulfilment, now)
}

/** Releases it where all its stock is there to be promised. @returns whether it was. */
export async function releaseIfThere(tx: Tx, emit: Emit, fulfilment: LockedFulfilment, now: Date): Promise<boolean> {
  const shortages = await promised(tx, fulfilment)
  if (shortages.length > 0) return false
  await waitForPicker(tx, emit, fulfilment, now)
  return true
}

/** What an order's lines want is promised since it was confirmed; an invoice's want it now. */
async function promised(tx: Tx, fulfilment: LockedFulfilment): Promise<NamedShortage[]> {
  if (fulfilment.demand === 'sales') return []
  return reserveIfAll(tx, 'invoice', await demandOf(tx, fulfilment.id))
}

async function demandOf(tx: Tx, fulfilmentId: number) {
  const lines = await linesOf(tx, fulfilmentId)
  return lines
    .filter((line) => line.stocked)
    .map((line) => ({ lineId: line.demandLineId, itemId: line.itemId, quantity: line.quantity }))
}

async function waitForPicker(tx: Tx, emit: Emit, fulfilment: LockedFulfilment, now: Date): Promise<void> {
  await tx.fulfilment.update({
    where: { id: fulfilment.id },
    data: { status: 'PENDING', releasedAt: now, version: { increment: 1 } },
  })
  say(emit, fulfilment, 'released', { from: 'CREATED', to: 'PENDING' })
}

function wantedOf(source: Source, asked: CreateFulfilmentInput['lines']): SourceLine[] {
  if (asked === undefined) {
    const open = source.lines.filter((line) => decimal.isPositive(line.open))
    if (open.length > 0) return open
    throw ruleViolated('fulfilment.nothingOpen', `Nothing of ${source.number} is left to fulfil.`, {})
  }
  return asked.map(({ lineId, quantity }, index) => {
    const line = source.lines.find((one) => one.id === lineId)
    if (line === undefined) throw invalid(`lines.${index}.lineId`, `${source.number} has no open line ${lineId}`)
    if (decimal.compare(quantity, line.open) > 0) {
      throw ruleViolated(
        'fulfilment.beyondLine',
        `${line.itemName}: ${decimal.quantity(line.open)} of ${source.number} is left to fulfil, ${quantity} asked for.`,
        { lineId, open: decimal.quantity(line.open), requested: quantity },
      )
    }
    return { ...line, open: quantity }
  })
}

async function orderSource(tx: Tx, call: Call, id: number): Promise<Source> {
  const order = await lockSalesOrder(tx, call.caller, id)
  if (order.status !== 'CONFIRMED') {
    throw new DomainError('WRONG_STATE', `${order.number} is ${order.status.toLowerCase()}; confirm it first.`, {
      entity: 'salesOrder',
      id,
      status: order.status,
      action: 'fulfil',
      allowed: [],
    })
  }
  const [head] = await run(
    tx,
    build.selectFrom('sales_order').select(sql<string | null>`due_date::text`.as('due')).where('id', '=', id),
  )
  const lines = await run(
    tx,
    build
      .selectFrom('sales_order_line')
      .select(['id', 'item_id as itemId', 'item_name as itemName'])
      .select(sql<string>`(quantity - shipped)::text`.as('open'))
      .where('order_id', '=', id)
      .where('cancelled', '=', false)
      .orderBy('line_no'),
  )
  return {
    kind: 'sales',
    id,
    number: order.number,
    customerId: order.customerId,
    ownerId: order.ownerId,
    dueDate: head?.due ?? null,
    lines: await unclaimed(tx, 'sales', lines),
  }
}

/** @param call whose sight of the invoice counts; nobody's when not given. */
async function invoiceSource(tx: Tx, id: number, call?: Call): Promise<Source> {
  const [invoice] = await run(
    tx,
    build
      .selectFrom('invoice')
      .select(['invoice_no', 'customer_id', 'owner_id', 'sales_order_id'])
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  if (invoice === undefined || (call && seesOwnOnly(call.caller) && invoice.owner_id !== call.caller.userId))
    throw notFound('invoice', id)
  if (invoice.sales_order_id !== null) {
    throw ruleViolated(
      'fulfilment.ownInvoice',
      `${invoice.invoice_no} bills what its order has shipped; there is nothing to send for it.`,
      {},
    )
  }
  return {
    kind: 'invoice',
    id,
    number: invoice.invoice_no,
    customerId: invoice.customer_id,
    ownerId: invoice.owner_id,
    dueDate: null,
    lines: await unclaimed(tx, 'invoice', await invoiceLines(tx, id)),
  }
}

const invoiceLines = (tx: Tx, invoiceId: number): Promise<SourceLine[]> =>
  run(
    tx,
    build
      .selectFrom('invoice_line')
      .select(['id', 'item_id as itemId', 'item_name as itemName', sql<string>`quantity::text`.as('open')])
      .where('invoice_id', '=', invoiceId)
      .orderBy('line_no'),
  )

async function stockedAmong(tx: Tx, itemIds: readonly number[]): Promise<number> {
  return tx.item.count({ where: { id: { in: [...itemIds] }, kind: { not: 'SERVICE' } } })
}

async function unclaimed(tx: Tx, kind: 'sales' | 'invoice', lines: readonly SourceLine[]): Promise<SourceLine[]> {
  const claimed = await claimedOf(
    tx,
    kind,
    lines.map((line) => line.id),
  )
  return lines.map((line) => ({ ...line, open: decimal.subtract(line.open, claimed.get(line.id) ?? '0') }))
}
