import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { ruleViolated } from '@framewright/contracts/errors'
import { nonConformanceLifecycle } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import type { CreateNonConformanceInput } from '@framewright/contracts/non-conformance/non-conformance.schema'
import type {
  NonConformanceCommands,
  NonConformanceQueries,
} from '@framewright/contracts/non-conformance/non-conformance.service'
import type { Deps } from '../core/deps.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { holdSource } from '../inspection/inspection.rows.ts'
import { makerOf } from '../production-order/production-order.half-made.ts'
import { post, systemLocations, take } from '../stock/ledger.ts'
import { requireHandled, requirePlace } from '../stock/place.ts'
import { requirePieces, requirePiecesAt, stockedItem } from '../stock/stocked-item.ts'
import { decide } from './deciding.ts'
import { type LockedNonConformance, lockNonConformance } from './non-conformance.rows.ts'
import { raise } from './raising.ts'

export function nonConformanceCommands(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  queries: NonConformanceQueries,
): NonConformanceCommands {
  return {
    create: (call, input) =>
      commands.run(
        call,
        input,
        (tx, emit) => create(tx, emit, call, input, clock.now()),
        ({ id }) => queries.get(call, { id }),
      ),

    decide: (call, input) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          const ncr = await lockNonConformance(tx, input.id)
          await decide({ tx, emit, call, ncr, input, today: clock.today(), now: clock.now() })
          return { id: input.id }
        },
        (one) => queries.get(call, one),
      ),

    close: (call, input) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          const ncr = await lockNonConformance(tx, input.id)
          const { to } = stepFor(nonConformanceLifecycle, 'close', ncr, call.caller)
          await requireDone(tx, ncr)
          await tx.nonConformance.update({
            where: { id: ncr.id },
            data: { status: to, closedAt: clock.now(), version: { increment: 1 } },
          })
          const payload = { number: ncr.number, from: ncr.status, to }
          emit({ entity: 'nonConformance', id: ncr.id, what: 'closed', payload })
          return { id: input.id }
        },
        (one) => queries.get(call, one),
      ),
  }
}

/** Somebody found it: where they say where the goods lie, these go to quarantine and are held there. */
async function create(tx: Tx, emit: Emit, call: Call, input: CreateNonConformanceInput, now: Date) {
  const { itemId, quantity, severity, defect, description, locationId, sourceType, sourceId } = input
  const item = await stockedItem(tx, itemId)
  const source = sourceType === undefined || sourceId === undefined ? null : await holdSource(tx, sourceType, sourceId)
  const place = locationId === undefined ? undefined : await requirePlace(tx, locationId, 'locationId')
  if (place === undefined) requirePieces(item, quantity)
  else await requirePiecesAt(tx, item, quantity, place.id)
  const at = await systemLocations(tx)
  if (place !== undefined && (await makerOf(tx, { itemId, source, locationId: place.id })) !== null) {
    // What lies half-made for an order is held where it lies: its order lends it.
    const said = { inspectionId: null, itemId, quantity, severity, defect, description, source }
    return raise(tx, emit, call, { ...said, locationId: place.id, targetId: null }, now)
  }
  const quarantine = place?.usage === 'QUARANTINE' ? place.id : at.QUARANTINE
  if (place !== undefined) {
    requireHandled(place, 'locationId')
    await take(tx, [{ itemId, quantity, locationId: place.id }], place.id)
  }
  const before = place !== undefined && place.id !== quarantine
  const made = await raise(
    tx,
    emit,
    call,
    {
      ...{ inspectionId: null, itemId, quantity, severity, defect, description, source },
      // The goods are moved below: held before they lie there, they would be more than there are.
      locationId: null,
      targetId: place === undefined ? null : place.usage === 'STORAGE' ? place.id : at.STOCK,
    },
    now,
  )
  if (place === undefined) return made
  if (before) {
    await post(tx, call, { type: 'nonConformance', id: made.id, operation: 'raise' }, [
      { itemId, fromId: place.id, toId: quarantine, quantity, reason: made.number, effectiveAt: now },
    ])
  }
  await holdAt(tx, made.id, itemId, quarantine, decimal.quantity(quantity))
  return made
}

async function holdAt(tx: Tx, id: number, itemId: number, locationId: number, quantity: string): Promise<void> {
  await tx.nonConformance.update({ where: { id }, data: { locationId } })
  await tx.reservation.create({ data: { nonConformanceId: id, itemId, locationId, quantity } })
}

/** What it led to has come to its end. */
async function requireDone(tx: Tx, ncr: LockedNonConformance): Promise<void> {
  const [open] = await tx.$queryRaw<{ number: string }[]>`
    SELECT number FROM work_order WHERE id = ${ncr.workOrderId} AND status NOT IN ('COMPLETED', 'CANCELLED')
    UNION ALL
    SELECT number FROM production_order
    WHERE id = ${ncr.productionOrderId} AND status NOT IN ('COMPLETED', 'CLOSED', 'CANCELLED')
    UNION ALL
    SELECT number FROM inspection WHERE repeats_id = ${ncr.inspectionId} AND status = 'OPEN'`
  if (open === undefined) return
  throw ruleViolated(
    'nonConformance.unfinished',
    `${open.number}, which came of ${ncr.number}, is not done yet. Close it when that is.`,
    { waitingFor: open.number },
  )
}
