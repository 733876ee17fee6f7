import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { wrongState } from '@framewright/contracts/core/lifecycle'
import { ruleViolated } from '@framewright/contracts/errors'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { UpdateProductionOrderInput } from '@framewright/contracts/production-order/production-order.schema'
import type {
  ProductionOrderCommands,
  ProductionOrderQueries,
} from '@framewright/contracts/production-order/production-order.service'
import { toDate } from '../core/clock.ts'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { isSettled } from '../inspection/guard.ts'
import { machineToUse } from '../machine/machine.rows.ts'
import type { NamedShortage } from '../stock/ledger.ts'
import { requirePieces } from '../stock/stocked-item.ts'
import { outputWork } from './production-order.given.ts'
import { leftOf } from './production-order.making.ts'
import { recordOutput } from './production-order.output.ts'
import { releaseOrder, reserveMissing } from './production-order.release.ts'
import {
  type LockedProductionOrder,
  lockProductionOrder,
  nextNumber,
  requireMakeable,
  requireSalesOrder,
} from './production-order.rows.ts'
import { afterChange } from './production-order.schedule.ts'
import { productionKey, settingsOf } from './production-order.settings.ts'
import { type PlainStep, takeStep } from './production-order.steps.ts'

/** There is one shop to set up: its events carry this number. */
const shopId = 1

export function productionOrderCommands(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  queries: ProductionOrderQueries,
): ProductionOrderCommands {
  const step = (action: PlainStep) => (call: Call, input: { id: number }) =>
    commands.run(
      call,
      input,
      async (tx, emit) => {
        await takeStep(tx, emit, call, await lockProductionOrder(tx, input.id), action, clock.now())
        return { id: input.id }
      },
      (order) => queries.get(call, order),
    )

  /** A command that reserves: its answer names what is short beside the order. */
  function reserving<I extends { id: number }>(
    work: (tx: Tx, emit: Emit, call: Call, order: LockedProductionOrder, input: I) => Promise<NamedShortage[]>,
  ) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        async (tx, emit) => work(tx, emit, call, await lockProductionOrder(tx, input.id), input),
        async (shortages) => ({ ...(await queries.get(call, input)), shortages }),
      )
  }

  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { itemId, quantity: planned, salesOrderId, machineId, priority, notes } = input
          requirePieces(await requireMakeable(tx, itemId), planned)
          await requireSalesOrder(tx, salesOrderId)
          if (machineId != null) await machineToUse(tx, machineId)
          const { id, number } = await tx.productionOrder.create({
            data: {
              number: await nextNumber(tx, clock.today()),
              itemId,
              planned,
              salesOrderId: salesOrderId ?? null,
              machineId: machineId ?? null,
              priority,
              notes,
              dueDate: input.dueDate ? toDate(input.dueDate) : null,
              createdById: call.caller.userId,
            },
            select: { id: true, number: true },
          })
          emit({
            entity: 'productionOrder',
            id,
            what: 'created',
            payload: { number, itemId, quantity: planned, to: 'DRAFT' },
          })
          return { id }
        },
        (order) => queries.get(call, order),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const order = await lockProductionOrder(tx, input.id)
          requireVersion(input.version, order.version)
          await change(tx, emit, order, input, clock.timeZone)
          return { id: input.id }
        },
        (order) => queries.get(call, order),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const order = await lockProductionOrder(tx, input.id)
          if (order.status !== 'DRAFT') throw wrongState(productionOrderLifecycle, 'be deleted', order, call.caller)
          await tx.productionOrder.delete({ where: { id: order.id } })
          emit({ entity: 'productionOrder', id: order.id, what: 'deleted', payload: { number: order.number } })
          return { ok: true as const }
        },
        async (done) => done,
      )
    },

    release: reserving((tx, emit, call, order, input: { id: number; partial: boolean }) =>
      releaseOrder(tx, emit, call, order, input.partial, clock.today(), clock.now()),
    ),
    reserve: reserving((tx, emit, call, order) => reserveMissing(tx, emit, call, order)),

    output(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const now = clock.now()
          const order = await lockProductionOrder(tx, input.productionOrderId)
          const after = await recordOutput(tx, emit, call, order, await outputWork(tx, call, order, input, now), clock)
          // What waits to be inspected is completed by hand, once it has passed.
          const done = input.complete && !decimal.isPositive(leftOf(after))
          if (done && (await isSettled(tx, 'productionOrder', order))) {
            await takeStep(tx, emit, call, after, 'complete', now)
          }
          return { id: order.id }
        },
        (order) => queries.get(call, order),
      )
    },

    start: step('start'),
    hold: step('hold'),
    resume: step('resume'),
    complete: step('complete'),
    completeShort: step('completeShort'),
    cancel: step('cancel'),
    close: step('close'),

    changeSettings(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { overTolerancePercent: over, labourRate: rate } = input
          const value = {
            ...(await settingsOf(tx)),
            ...(over === undefined ? {} : { overTolerancePercent: decimal.quantity(over) }),
            ...(rate === undefined ? {} : { labourRate: rate === null ? null : decimal.unitPrice(rate) }),
          }
          await tx.setting.upsert({
            where: { key: productionKey },
            create: { key: productionKey, value },
            update: { value },
          })
          emit({ entity: 'productionSettings', id: shopId, what: 'changed', payload: value })
          return null
        },
        () => queries.settings(call),
      )
    },
  }
}

/** What a PUT says of the order. What is made and how many is settled once it is released; a closed one stays as it is. */
async function change(
  tx: Tx,
  emit: Emit,
  order: LockedProductionOrder,
  input: UpdateProductionOrderInput,
  timeZone: string,
): Promise<void> {
  const { itemId, quantity: planned, salesOrderId, machineId, priority, notes } = input
  const dueDate = input.dueDate ? toDate(input.dueDate) : input.dueDate
  const early = definedOnly({ itemId, planned })
  const data = definedOnly({ itemId, planned, salesOrderId, machineId, priority, notes, dueDate })
  if (Object.keys(data).length === 0) return
  const closed = order.status === 'CLOSED' || order.status === 'CANCELLED'
  if (closed || (order.status !== 'DRAFT' && Object.keys(early).length > 0)) {
    const only = closed ? 'nothing of it changes any more' : 'only a draft can be given another item or quantity'
    throw ruleViolated(
      'productionOrder.settled',
      `${order.number} is ${order.status.toLowerCase().replace('_', ' ')}; ${only}.`,
      { fields: Object.keys(closed ? data : early) },
    )
  }
  if (itemId !== undefined || planned !== undefined) {
    const item = await requireMakeable(tx, itemId ?? order.itemId)
    requirePieces(item, planned ?? order.planned)
  }
  await requireSalesOrder(tx, salesOrderId)
  const place = await afterChange(tx, order, { machineId, itemId, planned }, timeZone)
  await tx.productionOrder.update({ where: { id: order.id }, data: { ...data, ...place, version: { increment: 1 } } })
  emit({
    entity: 'productionOrder',
    id: order.id,
    what: 'updated',
    payload: {
      number: order.number,
      changed: Object.keys(data).map((field) => (field === 'planned' ? 'quantity' : field)),
    },
  })
}
