import type { Call } from '@framewright/contracts/core/context'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { inspectionLifecycle } from '@framewright/contracts/inspection/inspection.lifecycle'
import type { CancelInspectionInput, CreateInspectionInput } from '@framewright/contracts/inspection/inspection.schema'
import type { InspectionCommands, InspectionQueries } from '@framewright/contracts/inspection/inspection.service'
import type { Deps } from '../core/deps.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { inTransaction, planById, plansFor } from '../inspection-plan/plans-for.ts'
import { makerOf } from '../production-order/production-order.half-made.ts'
import { systemLocations, take } from '../stock/ledger.ts'
import { requirePlace } from '../stock/place.ts'
import { requirePieces, requirePiecesAt, stockedItem } from '../stock/stocked-item.ts'
import { holdSource, type LockedInspection, lockInspection } from './inspection.rows.ts'
import { openInspection } from './opening.ts'
import { inspectOutgoing } from './outgoing.ts'
import { record } from './recording.ts'

export function inspectionCommands(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  queries: InspectionQueries,
): InspectionCommands {
  /** A command on one inspection, under its lock, that answers with the inspection as it then is. */
  const on =
    <I extends { id: number }>(
      work: (tx: Tx, emit: Emit, call: Call, inspection: LockedInspection, input: I) => Promise<void>,
    ) =>
    (call: Call, input: I) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          await work(tx, emit, call, await lockInspection(tx, input.id), input)
          return { id: input.id }
        },
        (one) => queries.get(call, one),
      )

  return {
    create: (call, input) =>
      commands.run(
        call,
        input,
        (tx, emit) => create(tx, emit, call, input, clock.now()),
        ({ id }) => queries.get(call, { id }),
      ),
    record: on((tx, emit, call, inspection, input: Parameters<InspectionCommands['record']>[1]) =>
      record(tx, emit, call, inspection, input, clock.now()),
    ),
    cancel: on((tx, emit, call, inspection, input: CancelInspectionInput) => cancel(tx, emit, call, inspection, input)),
    outgoing: (call, input) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          const { type, id } = await inspectOutgoing(tx, emit, call, input, clock.now())
          return { type, id }
        },
        ({ type, id }) => queries.delivery(call, type === 'fulfilment' ? { fulfilmentId: id } : { salesOrderId: id }),
      ),
  }
}

/** Somebody asks for an inspection that nothing has asked for by itself. */
async function create(tx: Tx, emit: Emit, call: Call, input: CreateInspectionInput, now: Date) {
  const { type, itemId, quantity, planId, sourceType, sourceId, locationId, notes } = input
  const stage = input.stage ?? null
  const item = await stockedItem(tx, itemId)
  const runner = inTransaction(tx)
  const plan =
    planId === undefined
      ? (await plansFor(runner, type, [itemId], [stage])).get(itemId)
      : await planById(runner, planId)
  if (planId !== undefined && plan === undefined) throw invalid('planId', `There is no inspection plan ${planId}`)
  const source = sourceType === undefined || sourceId === undefined ? null : await holdSource(tx, sourceType, sourceId)
  if (type === 'OUTGOING' && source?.type !== 'fulfilment' && source?.type !== 'salesOrder')
    throw invalid('sourceType', 'An outgoing inspection is of a fulfilment or of a sales order: name it')
  const place = locationId === undefined ? undefined : await requirePlace(tx, locationId, 'locationId')
  if (place === undefined) requirePieces(item, quantity)
  else await requirePiecesAt(tx, item, quantity, place.id)
  // What lies half-made for an order is the order's to lend; anything else has to be free.
  const lent = place !== undefined && (await makerOf(tx, { itemId, source, locationId: place.id })) !== null
  if (place !== undefined && !lent) await take(tx, [{ itemId, quantity, locationId: place.id }], place.id)
  const targetId = place?.usage === 'QUARANTINE' ? (await systemLocations(tx)).STOCK : null
  return openInspection(
    tx,
    emit,
    call,
    {
      ...{ type, plan: plan ?? null, itemId, stage, quantity, source, notes, targetId },
      locationId: place?.id ?? null,
    },
    now,
  )
}

async function cancel(
  tx: Tx,
  emit: Emit,
  call: Call,
  inspection: LockedInspection,
  { reason }: CancelInspectionInput,
): Promise<void> {
  const { to } = stepFor(inspectionLifecycle, 'cancel', inspection, call.caller)
  if (inspection.held) {
    throw ruleViolated(
      'inspection.held',
      `Goods wait for ${inspection.number}: record what they are like, so that they can go on.`,
    )
  }
  await tx.inspection.update({ where: { id: inspection.id }, data: { status: to, version: { increment: 1 } } })
  emit({
    entity: 'inspection',
    id: inspection.id,
    what: 'cancelled',
    payload: { number: inspection.number, from: inspection.status, to, ...(reason === '' ? {} : { reason }) },
  })
}
