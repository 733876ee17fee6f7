import { needOf } from '@framewright/contracts/bom/bom.need'
import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { OutputInput } from '@framewright/contracts/production-order/production-order.schema'
import type { Emit } from '../core/commands.ts'
import type { Tx } from '../core/sql.ts'
import { holdStock, type Posting, post, systemLocations, take } from '../stock/ledger.ts'
import { averageCosts } from '../stock/moving-average.ts'
import { consume, distribute, type LinePart, openReservations } from '../stock/reserving.ts'
import { type LockedProductionOrder, type MaterialLine, materialLines, requirePerson } from './production-order.rows.ts'
import { settingsOf } from './production-order.settings.ts'

/** Clocks of tablets differ a little from the server's. */
const clockSkewMs = 60_000

/**
 * Records what was made: its materials in proportion go STORAGE → PRODUCTION, what was reserved for the order first and
 * then what is free, the good ones PRODUCTION → STOCK at what their materials cost, and the lost ones → SCRAP.
 * @returns the order as it then is.
 * @throws DomainError FORBIDDEN, WRONG_STATE, RULE_VIOLATED beyond what is left, INSUFFICIENT_STOCK naming each short item.
 */
export async function recordOutput(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedProductionOrder,
  input: OutputInput,
  now: Date,
): Promise<LockedProductionOrder> {
  const step = stepFor(productionOrderLifecycle, 'output', order, call.caller)
  const { endedAt, startedAt } = times(input, now)
  const operatorId = input.operatorId ?? call.caller.userId
  if (operatorId !== call.caller.userId) await requirePerson(tx, 'operatorId', operatorId)
  await requireLeft(tx, order, input)

  const lines = await materialLines(tx, order.id)
  const costs = await holdStock(tx, [order.itemId, ...lines.map((line) => line.componentId)])
  const costOf = (line: { componentId: number }) => costs.get(line.componentId) ?? '0'
  const pieces = decimal.add(input.quantity, input.scrap)
  const made = decimal.sum([order.produced, order.scrapped, pieces])
  const taken = lines.map((line) => ({ line, quantity: decimal.subtract(needOf(line, made), line.consumed) }))
  const materialCost = decimal.unitPrice(
    decimal.sum(taken.map(({ line, quantity }) => decimal.multiply(quantity, costOf(line)))),
  )
  const unitCost = decimal.unitPrice(decimal.divide(materialCost, pieces))

  const output = await tx.productionOutput.create({
    data: {
      orderId: order.id,
      good: input.quantity,
      scrapped: input.scrap,
      reason: input.reason,
      operatorId,
      recordedById: call.caller.userId,
      startedAt,
      endedAt,
      materialCost,
      unitCost,
    },
    select: { id: true },
  })
  const at = await systemLocations(tx)
  const parts = await materials(
    tx,
    taken.filter(({ line, quantity }) => !line.service && decimal.isPositive(quantity)),
    at.STOCK,
  )
  const lineNoOf = new Map(lines.map((line) => [line.id, line.lineNo]))
  const postings: Posting[] = parts.map(({ lineId, itemId, locationId: fromId, quantity }) => {
    return {
      itemId,
      fromId,
      toId: at.PRODUCTION,
      quantity,
      sourceLine: lineNoOf.get(lineId) ?? 0,
      effectiveAt: endedAt,
    }
  })
  const product = { itemId: order.itemId, fromId: at.PRODUCTION, unitCost, effectiveAt: endedAt }
  if (decimal.isPositive(input.quantity)) postings.push({ ...product, toId: at.STOCK, quantity: input.quantity })
  if (decimal.isPositive(input.scrap)) {
    postings.push({ ...product, toId: at.SCRAP, quantity: input.scrap, reason: input.reason })
  }
  await post(tx, call, { type: 'productionOrder', id: order.id, operation: `output-${output.id}` }, postings)
  if (decimal.isPositive(input.quantity)) {
    await averageCosts(tx, [{ itemId: order.itemId, quantity: input.quantity, unitPrice: unitCost }])
  }

  await tx.$executeRaw`
    UPDATE production_order_line AS line SET consumed = line.consumed + part.quantity
    FROM unnest(
      ${taken.map(({ line }) => line.id)}::int[], ${taken.map(({ quantity }) => quantity)}::numeric[]
    ) AS part (id, quantity)
    WHERE line.id = part.id`
  await tx.productionOrder.update({
    where: { id: order.id },
    data: {
      status: step.to,
      produced: { increment: input.quantity },
      scrapped: { increment: input.scrap },
      materialCost: { increment: materialCost },
      version: { increment: 1 },
      ...(order.status === 'RELEASED' ? { startedAt: startedAt ?? endedAt } : {}),
    },
  })
  const payload = { number: order.number, from: order.status, to: step.to }
  if (order.status === 'RELEASED') emit({ entity: 'productionOrder', id: order.id, what: 'started', payload })
  emit({
    entity: 'productionOrder',
    id: order.id,
    what: 'produced',
    payload: {
      number: order.number,
      itemId: order.itemId,
      good: input.quantity,
      scrapped: input.scrap,
      ...(input.reason === '' ? {} : { reason: input.reason }),
    },
  })
  return {
    ...order,
    status: step.to,
    produced: decimal.add(order.produced, input.quantity),
    scrapped: decimal.add(order.scrapped, input.scrap),
  }
}

function times({ from, to }: OutputInput, now: Date): { startedAt: Date | null; endedAt: Date } {
  const startedAt = from === undefined ? null : new Date(from)
  const endedAt = to === undefined ? now : new Date(to)
  const latest = now.getTime() + clockSkewMs
  if (endedAt.getTime() > latest) throw invalid('to', 'lies in the future')
  if (startedAt !== null && startedAt > endedAt) throw invalid('from', 'lies in the future')
  return { startedAt, endedAt }
}

/** What an order may still make: what is left of the quantity planned, and what the shop tolerates beyond. */
async function requireLeft(tx: Tx, order: LockedProductionOrder, { quantity, scrap }: OutputInput): Promise<void> {
  const { overTolerancePercent } = await settingsOf(tx)
  const beyond = decimal.divide(decimal.multiply(order.planned, overTolerancePercent), '100')
  const unmade = decimal.subtract(order.planned, decimal.add(order.produced, order.scrapped))
  const requested = decimal.add(quantity, scrap)
  if (decimal.compare(requested, decimal.add(unmade, beyond)) <= 0) return
  const left = decimal.quantity(decimal.isPositive(unmade) ? unmade : '0')
  const tolerated = decimal.isPositive(beyond) ? ` (and ${decimal.quantity(beyond)} of ${order.planned} beyond)` : ''
  throw ruleViolated(
    'productionOrder.overProduced',
    `${order.number}: ${left} left to be made${tolerated}, ${decimal.quantity(requested)} given.`,
    { left, requested: decimal.quantity(requested), planned: decimal.quantity(order.planned), overTolerancePercent },
  )
}

/**
 * Where the materials come from: what is reserved for their lines, and beyond it what nobody has reserved. All balances
 * are held already. What is free is taken first, in the books, while the reservations still hold their own.
 */
async function materials(
  tx: Tx,
  wanted: readonly { line: MaterialLine; quantity: string }[],
  first: number,
): Promise<LinePart[]> {
  const reserved = await openReservations(
    tx,
    'production',
    wanted.map(({ line }) => line.id),
  )
  const beyond = wanted.flatMap(({ line, quantity }) => {
    const held = decimal.sum(reserved.filter((one) => one.lineId === line.id).map((one) => one.open))
    const missing = decimal.subtract(quantity, held)
    return decimal.isPositive(missing) ? [{ lineId: line.id, itemId: line.componentId, quantity: missing }] : []
  })
  const free = distribute(beyond, await take(tx, beyond, first))
  const own = await consume(
    tx,
    reserved,
    wanted.map(({ line, quantity }) => ({ lineId: line.id, quantity })),
  )
  const parts = new Map<string, LinePart>()
  for (const part of [...own, ...free]) {
    const key = `${part.lineId}@${part.locationId}`
    const before = parts.get(key)?.quantity ?? '0'
    parts.set(key, { ...part, quantity: decimal.add(before, part.quantity) })
  }
  return [...parts.values()]
}
