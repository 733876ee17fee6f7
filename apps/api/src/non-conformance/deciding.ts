import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { forbidden, ruleViolated } from '@framewright/contracts/errors'
import { nonConformanceLifecycle } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import type { Tx } from '../core/sql.ts'
import { heldBy, letGo, takeHeld } from '../inspection/holding.ts'
import { makerOf } from '../production-order/production-order.half-made.ts'
import { lossOf, recordLoss } from '../production-order/production-order.losses.ts'
import { assembledAt } from '../stock/assembled-cost.ts'
import { holdStock, post, systemLocations, take } from '../stock/ledger.ts'
import { requirePlace } from '../stock/place.ts'
import { type Deciding, holderOf, type Outcome } from './disposition.ts'
import { lookAgain } from './looking-again.ts'
import type { LockedNonConformance } from './non-conformance.rows.ts'
import { makeAnew, mend, takeOffWorkOrder } from './orders.ts'
import { sendBack } from './sending-back.ts'

/** Decides what becomes of it and does it: one movement of its goods at most, and the order or inspection it leads to. */
export async function decide(deciding: Deciding): Promise<void> {
  const { tx, emit, call, ncr, input, now } = deciding
  const { to } = stepFor(nonConformanceLifecycle, 'decide', ncr, call.caller)
  const { cost = '0', payload = {}, ...led } = await outcomeOf(deciding)
  await tx.nonConformance.update({
    where: { id: ncr.id },
    data: {
      ...led,
      cost,
      status: to,
      disposition: input.disposition,
      dispositionNotes: input.notes,
      decidedById: call.caller.userId,
      decidedAt: now,
      version: { increment: 1 },
    },
  })
  emit({
    entity: 'nonConformance',
    id: ncr.id,
    what: 'decided',
    payload: {
      number: ncr.number,
      from: ncr.status,
      to,
      disposition: input.disposition,
      itemId: ncr.itemId,
      quantity: decimal.quantity(ncr.quantity),
      ...(decimal.isPositive(cost) ? { cost: decimal.money(cost) } : {}),
      ...payload,
    },
  })
}

async function outcomeOf(deciding: Deciding): Promise<Outcome> {
  switch (deciding.input.disposition) {
    case 'USE_AS_IS':
      return useAsIs(deciding)
    case 'REWORK': {
      const order = await mend(deciding)
      return { ...order, payload: { ...order.payload, ...(await lookAgain(deciding)) } }
    }
    case 'REMAKE': {
      // The order is made first: it asks for no stock, and the goods' balances are held from here to the end.
      const order = await makeAnew(deciding)
      return { ...order, ...(await scrap(deciding)) }
    }
    case 'SCRAP':
      return scrap(deciding)
    case 'RETURN':
      return sendBack(deciding)
    default:
      return deciding.input.disposition satisfies never
  }
}

/** A concession: what lies in quarantine goes to storage, what waits elsewhere is free where it lies. */
async function useAsIs({ tx, call, ncr, input, now }: Deciding): Promise<Outcome> {
  if (!call.caller.permissions.has('nonConformance.concede')) {
    throw forbidden(
      'You may not let something be used that is not as it should be. Ask somebody who may, or decide otherwise.',
      'nonConformance.concede',
    )
  }
  const { id, number, itemId, quantity, locationId } = ncr
  if (locationId === null) return {}
  const at = await systemLocations(tx)
  if (input.locationId !== undefined && (await makerOf(tx, ncr)) !== null) {
    throw ruleViolated(
      'nonConformance.halfMade',
      `${number} is of what is half-made for ${ncr.source?.number}: it goes on there. Name no other place.`,
      { path: 'locationId', locationId: input.locationId },
    )
  }
  const bound = input.locationId ?? ncr.targetId ?? (ncr.locationUsage === 'QUARANTINE' ? at.STOCK : locationId)
  const held = await heldBy(tx, holderOf(ncr))
  if (bound === locationId) {
    await letGo(tx, held, holderOf(ncr), quantity)
    return {}
  }
  const place = await requirePlace(tx, bound, 'locationId')
  if (place.usage !== 'STORAGE')
    throw ruleViolated('stock.place', `${place.name} is no storage place. Name one that it can be used from.`, {
      path: 'locationId',
      locationId: place.id,
      usage: place.usage,
    })
  await takeHeld(tx, held, id, quantity)
  await post(tx, call, { type: 'nonConformance', id, operation: 'useAsIs' }, [
    { itemId, fromId: locationId, toId: place.id, quantity, reason: number, effectiveAt: now },
  ])
  return { payload: { location: place.name } }
}

/**
 * What is held, or of a delivery that was called off what is back in storage, goes to scrap at its cost; an order that is
 * being worked on loses it.
 */
async function scrap({ tx, emit, call, ncr, today, now }: Deciding): Promise<Outcome> {
  const { id, itemId, quantity, locationId, number, defect } = ncr
  await takeOffWorkOrder(tx, ncr)
  const loss = ncr.order === null ? undefined : await lossOf(tx, ncr.order, ncr)
  const at = await systemLocations(tx)
  const from: { locationId: number; quantity: string }[] = []
  if (locationId !== null) {
    await takeHeld(tx, await heldBy(tx, holderOf(ncr)), id, quantity)
    from.push({ locationId, quantity })
  } else {
    if (!(await leavesStorage(tx, ncr))) return {}
    from.push(...(await take(tx, [{ itemId, quantity }], at.STOCK)))
  }
  const average = (await holdStock(tx, [itemId])).get(itemId) ?? '0'
  // A half-made one has not reached the item's average: it is lost at what it took so far.
  const cost = locationId === at.ASSEMBLED ? await assembledAt(tx, itemId) : average
  await post(
    tx,
    call,
    { type: 'nonConformance', id, operation: 'scrap' },
    from.map((part) => ({
      itemId,
      fromId: part.locationId,
      toId: at.SCRAP,
      quantity: part.quantity,
      unitCost: cost,
      reason: `${number}: ${defect}`.slice(0, 500),
      effectiveAt: now,
    })),
  )
  if (loss !== undefined) {
    await recordLoss(tx, emit, loss, ncr, { unitCost: cost, userId: call.caller.userId, now, day: today })
  }
  return { cost: decimal.unitPrice(decimal.multiply(quantity, cost)) }
}

/**
 * Whether what failed is in storage though nothing holds it: that of a delivery which has not left. While it stands staged for
 * it, it is the fulfilment's.
 */
async function leavesStorage(tx: Tx, { source, number }: LockedNonConformance): Promise<boolean> {
  if (source?.type === 'salesOrder') return true
  if (source?.type !== 'fulfilment') return false
  const { status } = await tx.fulfilment.findUniqueOrThrow({ where: { id: source.id }, select: { status: true } })
  if (status === 'PICKED' || status === 'PACKING' || status === 'PACKED') {
    throw ruleViolated(
      'nonConformance.staged',
      `The goods of ${number} still stand staged for ${source.number}. Take its picking back or cancel it, then decide.`,
      { fulfilmentId: source.id, status },
    )
  }
  return status !== 'DISPATCHED' && status !== 'DELIVERED'
}
