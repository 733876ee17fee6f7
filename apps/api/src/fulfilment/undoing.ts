import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import {
  type FulfilmentStage,
  type FulfilmentStatus,
  undoneTo,
} from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import type { Prisma } from '@framewright/db/client'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { type Posting, post } from '../stock/ledger.ts'
import { averageCosts } from '../stock/moving-average.ts'
import { giveBack, lockReserved, promise } from '../stock/reserving.ts'
import { unarrive, unship } from './dispatching.ts'
import { claimedOf, type LockedFulfilment, linesOf } from './fulfilment.rows.ts'
import { say } from './said.ts'
import { type Session, sessionsOf } from './sessions.ts'
import { stage, unstage } from './staging.ts'

/**
 * Takes back the last start or completion, and what it moved: a completion undone leaves its session open again, a start
 * undone ends it. Each movement is reversed once, by a movement of its own.
 */
export async function undo(
  tx: Tx,
  emit: Emit,
  call: Call,
  fulfilment: LockedFulfilment,
  reason: string,
  now: Date,
): Promise<void> {
  const sessions = await sessionsOf(tx, fulfilment.id)
  const of = (stage: FulfilmentStage) => sessions.find((one) => one.stage === stage)
  const picking = of('PICKING')
  const to = undoneTo(fulfilment.status, fulfilment.status === 'PENDING' && picking !== undefined)
  if (to === undefined) {
    throw new DomainError('WRONG_STATE', `There is nothing to take back on ${fulfilment.number}.`, {
      entity: 'fulfilment',
      id: fulfilment.id,
      status: fulfilment.status,
      action: 'undo',
      allowed: [],
    })
  }
  const stamps = await takeBack(tx, emit, call, fulfilment, of, now)
  await tx.fulfilment.update({
    where: { id: fulfilment.id },
    data: { status: to, ...stamps, version: { increment: 1 } },
  })
  say(emit, fulfilment, 'undone', { from: fulfilment.status, to, reason })
}

async function takeBack(
  tx: Tx,
  emit: Emit,
  call: Call,
  fulfilment: LockedFulfilment,
  of: (stage: FulfilmentStage) => Session | undefined,
  now: Date,
): Promise<Prisma.FulfilmentUpdateInput> {
  const { status } = fulfilment as { status: Exclude<FulfilmentStatus, 'CREATED' | 'CANCELLED'> }
  switch (status) {
    case 'PENDING':
      await end(tx, of('PICKING'), now)
      return {}
    case 'PICKED':
      await requireRestUnclaimed(tx, fulfilment)
      await unpick(tx, call, fulfilment, 'promise', now)
      await reopen(tx, of('PICKING'))
      return { pickedAt: null }
    case 'PACKING':
      await end(tx, of('PACKING'), now)
      return {}
    case 'PACKED':
      await reopen(tx, of('PACKING'))
      return { packedAt: null }
    case 'DISPATCHED': {
      const session = of('DELIVERY')
      const back = await reverseOf(tx, call, fulfilment, 'dispatch', now)
      // It is ours again, at what it cost when it left.
      await averageCosts(
        tx,
        back.map(({ itemId, quantity, unitCost }) => ({ itemId, quantity, unitPrice: unitCost ?? '0' })),
      )
      await stage(tx, await linesOf(tx, fulfilment.id))
      if (fulfilment.salesOrderId !== null) {
        await requireUnbilled(tx, fulfilment)
        await unship(tx, emit, fulfilment, fulfilment.salesOrderId, now)
      }
      await end(tx, session, now)
      return { dispatchedAt: null }
    }
    case 'DELIVERED':
      await requireNotReturned(tx, fulfilment)
      await unarrive(tx, emit, fulfilment)
      await reopen(tx, of('DELIVERY'))
      return { deliveredAt: null }
    default:
      return status satisfies never
  }
}

/**
 * Moves what was picked back where it came from.
 * @param then what it is back there: promised again to its line, or free.
 */
export async function unpick(
  tx: Tx,
  call: Call,
  fulfilment: LockedFulfilment,
  then: 'promise' | 'free',
  now: Date,
): Promise<void> {
  const lines = await linesOf(tx, fulfilment.id)
  await unstage(tx, lines)
  const back = await reverseOf(tx, call, fulfilment, 'pick', now)
  if (then === 'promise') {
    const demandOf = new Map(lines.map((line) => [line.lineNo, line.demandLineId]))
    await promise(
      tx,
      fulfilment.demand,
      back.map(({ itemId, toId, quantity, sourceLine }) => ({
        lineId: demandOf.get(sourceLine) ?? 0,
        itemId,
        locationId: toId,
        quantity,
      })),
    )
  }
  await tx.fulfilmentLine.updateMany({ where: { fulfilmentId: fulfilment.id }, data: { picked: 0, shortReason: '' } })
}

/** Gives back what is promised to the lines of an invoice's fulfilment that was not picked yet. */
export async function unpromise(tx: Tx, fulfilment: LockedFulfilment): Promise<void> {
  if (fulfilment.demand !== 'invoice') return
  const lines = (await linesOf(tx, fulfilment.id)).filter((line) => line.stocked)
  const reserved = await lockReserved(
    tx,
    'invoice',
    lines.map((line) => line.demandLineId),
  )
  await giveBack(
    tx,
    reserved,
    lines.map((line) => ({ lineId: line.demandLineId, quantity: line.quantity })),
  )
}

/** Reverses the movements of the last such act: those before it were reversed when it was taken back. */
async function reverseOf(
  tx: Tx,
  call: Call,
  fulfilment: LockedFulfilment,
  act: 'pick' | 'dispatch',
  now: Date,
): Promise<(Posting & { sourceLine: number })[]> {
  const movements = await tx.stockMovement.findMany({
    where: {
      sourceType: 'fulfilment',
      sourceId: fulfilment.id,
      operationKey: { startsWith: `fulfilment:${fulfilment.id}:${act}-` },
      reversal: null,
      reversesId: null,
    },
    orderBy: { id: 'asc' },
  })
  const postings = movements.map((movement) => ({
    itemId: movement.itemId,
    fromId: movement.toId,
    toId: movement.fromId,
    quantity: movement.quantity.toFixed(),
    unitCost: movement.unitCost.toFixed(),
    sourceLine: movement.sourceLine ?? 0,
    effectiveAt: now,
    reverses: Number(movement.id),
  }))
  const source = { type: 'fulfilment', id: fulfilment.id, operation: `undo-${act}-${fulfilment.version}` }
  await post(tx, call, source, postings)
  return postings
}

async function end(tx: Tx, session: Session | undefined, now: Date): Promise<void> {
  if (session) await tx.fulfilmentSession.update({ where: { id: session.id }, data: { undoneAt: now } })
}

async function reopen(tx: Tx, session: Session | undefined): Promise<void> {
  if (session) await tx.fulfilmentSession.update({ where: { id: session.id }, data: { completedAt: null } })
}

/** What a short picking left may be in another fulfilment or have shipped by now: it cannot be asked for twice. */
async function requireRestUnclaimed(tx: Tx, fulfilment: LockedFulfilment): Promise<void> {
  const { demand } = fulfilment
  if (demand !== 'sales' && demand !== 'invoice') return
  const lines = await linesOf(tx, fulfilment.id)
  const ids = lines.map((line) => line.demandLineId)
  const claimed = await claimedOf(tx, demand, ids)
  const open = await (demand === 'sales'
    ? tx.$queryRaw<{ id: number; open: string }[]>`
        SELECT id, (quantity - shipped)::text AS open FROM sales_order_line WHERE id = ANY(${ids}::int[])`
    : tx.$queryRaw<{ id: number; open: string }[]>`
        SELECT id, quantity::text AS open FROM invoice_line WHERE id = ANY(${ids}::int[])`)
  for (const line of lines) {
    const rest = decimal.subtract(line.quantity, line.picked)
    const left = decimal.subtract(
      open.find((one) => one.id === line.demandLineId)?.open ?? '0',
      claimed.get(line.demandLineId) ?? '0',
    )
    if (decimal.compare(rest, left) <= 0) continue
    throw ruleViolated(
      'fulfilment.restClaimed',
      `What was short of ${line.itemName} is in another fulfilment or has shipped since. Cancel that one first, or cancel ${fulfilment.number} instead.`,
      { lineId: line.id, short: decimal.quantity(rest), left: decimal.quantity(left) },
    )
  }
}

/** What has been billed has to have been shipped. */
async function requireUnbilled(tx: Tx, fulfilment: LockedFulfilment): Promise<void> {
  const [line] = await tx.$queryRaw<{ item_name: string }[]>`
    SELECT o.item_name FROM fulfilment_line l JOIN sales_order_line o ON o.id = l.sales_line_id
    WHERE l.fulfilment_id = ${fulfilment.id} AND o.invoiced > o.shipped - l.picked LIMIT 1`
  if (line) {
    throw ruleViolated(
      'fulfilment.billed',
      `${line.item_name} of ${fulfilment.number} is on an invoice already; its dispatch cannot be taken back.`,
      {},
    )
  }
}

async function requireNotReturned(tx: Tx, fulfilment: LockedFulfilment): Promise<void> {
  const back = await tx.customerReturn.findFirst({
    where: {
      status: { notIn: ['REJECTED', 'CANCELLED'] },
      OR: [
        { fulfilmentId: fulfilment.id },
        { invoiceId: fulfilment.invoiceId ?? -1 },
        { salesOrderId: fulfilment.salesOrderId ?? -1 },
      ],
    },
    select: { number: true },
  })
  if (back) {
    throw ruleViolated('fulfilment.returned', `${back.number} returns goods of it; its delivery stands.`, {
      number: back.number,
    })
  }
}
