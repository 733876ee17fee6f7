import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { toDate } from '../core/clock.ts'
import type { Tx } from '../core/sql.ts'
import { nextNumber, requireMakeable } from '../production-order/production-order.rows.ts'
import { requireAssignee } from '../work-order/work-order.assign.ts'
import type { Deciding, Outcome } from './disposition.ts'
import type { LockedNonConformance } from './non-conformance.rows.ts'

/** A work order to mend frames by. Its tasks move no stock: the frames are there, and are looked at again afterwards. */
export async function mend(deciding: Deciding): Promise<Outcome> {
  const { ncr } = deciding
  if (ncr.itemKind !== 'FRAME') return {}
  return workOrder(deciding, `Rework: ${ncr.defect} (${ncr.number})`)
}

/**
 * An order for the failed part alone: a work order where it was of one, else a production order by the bill of materials in
 * force, for the same sales order. Where nothing else is said it is due when what failed was, and made on the same machine;
 * when on that machine, the schedule says.
 */
export async function makeAnew(deciding: Deciding): Promise<Outcome> {
  const { tx, emit, call, ncr, input, today } = deciding
  const { itemId, itemName, quantity, source } = ncr
  const ofWork = source?.type === 'workOrder' || source?.type === 'task'
  if (ncr.itemKind === 'FRAME' && ofWork) return workOrder(deciding, `Remake: ${ncr.defect} (${ncr.number})`)
  await requireMakeable(tx, itemId)
  if ((await tx.bom.count({ where: { itemId, status: 'RELEASED', effective: { lte: toDate(today) } } })) === 0) {
    throw ruleViolated(
      'nonConformance.notMade',
      `${itemName} has no bill of materials in force: it is bought, not made. Scrap it, or send it back.`,
      { itemId },
    )
  }
  const failed = await plannedLike(tx, source)
  const { id, number } = await tx.productionOrder.create({
    data: {
      number: await nextNumber(tx, today),
      itemId,
      planned: quantity,
      salesOrderId: await salesOrderOf(tx, ncr),
      priority: 'HIGH',
      notes: [`Remake of ${ncr.number}: ${ncr.defect}`, input.notes].filter((line) => line !== '').join('\n'),
      dueDate: input.dueDate === undefined ? failed.dueDate : toDate(input.dueDate),
      machineId: failed.machineId,
      createdById: call.caller.userId,
    },
    select: { id: true, number: true },
  })
  emit({
    entity: 'productionOrder',
    id,
    what: 'created',
    payload: { number, itemId, quantity: decimal.quantity(quantity), to: 'DRAFT', nonConformance: ncr.number },
  })
  return { productionOrderId: id, payload: { productionOrder: number } }
}

/** What the order that made what failed says of when and where. */
async function plannedLike(
  tx: Tx,
  source: LockedNonConformance['source'],
): Promise<{ dueDate: Date | null; machineId: number | null }> {
  if (source?.type === 'workOrder') {
    const order = await tx.workOrder.findUnique({ where: { id: source.id }, select: { dueDate: true } })
    return { dueDate: order?.dueDate ?? null, machineId: null }
  }
  const order =
    source?.type === 'productionOrder'
      ? await tx.productionOrder.findUnique({
          where: { id: source.id },
          select: { dueDate: true, machine: { select: { id: true, active: true } } },
        })
      : null
  return { dueDate: order?.dueDate ?? null, machineId: order?.machine?.active ? order.machine.id : null }
}

async function workOrder({ tx, emit, call, ncr, input }: Deciding, description: string): Promise<Outcome> {
  const { itemId: frameId, quantity, source } = ncr
  const assignedToId = input.assignedToId ?? null
  if (assignedToId !== null) await requireAssignee(tx, call, assignedToId)
  const { id, number } = await tx.workOrder.create({
    data: {
      frameId,
      quantity,
      assignedToId,
      description: [description, input.notes]
        .filter((line) => line !== '')
        .join('\n')
        .slice(0, 2000),
      priority: 'HIGH',
      dueDate: input.dueDate === undefined ? (await plannedLike(tx, source)).dueDate : toDate(input.dueDate),
      createdById: call.caller.userId,
    },
    select: { id: true, number: true },
  })
  emit({
    entity: 'workOrder',
    id,
    what: 'created',
    ownerId: assignedToId,
    payload: { number, frameId, quantity: decimal.quantity(quantity), nonConformance: ncr.number },
  })
  return { workOrderId: id, payload: { workOrder: number } }
}

/** The sales order that what failed was made for, while something can still be made for it. */
async function salesOrderOf(tx: Tx, { source }: LockedNonConformance): Promise<number | null> {
  if (source === null) return null
  const id =
    source.type === 'salesOrder'
      ? source.id
      : source.type === 'fulfilment'
        ? (await tx.fulfilment.findUnique({ where: { id: source.id }, select: { salesOrderId: true } }))?.salesOrderId
        : source.type === 'productionOrder'
          ? (await tx.productionOrder.findUnique({ where: { id: source.id }, select: { salesOrderId: true } }))
              ?.salesOrderId
          : null
  if (id == null) return null
  const order = await tx.salesOrder.findUnique({ where: { id }, select: { status: true } })
  return order?.status === 'CONFIRMED' || order?.status === 'DRAFT' ? id : null
}

/** What a work order lost: of what had come off the last stage it is completed no more. */
export async function takeOffWorkOrder(tx: Tx, ncr: LockedNonConformance): Promise<void> {
  if (ncr.source?.type !== 'workOrder' || ncr.inspectionId === null) return
  const [{ stage, stages } = { stage: null, stages: [] }] = await tx.$queryRaw<
    { stage: TaskKind | null; stages: TaskKind[] }[]
  >`
    SELECT i.stage::text AS stage, f.stages::text[] AS stages
    FROM inspection i JOIN frame f ON f.id = i.item_id WHERE i.id = ${ncr.inspectionId}`
  const counted = stage !== null && stages.at(-1) === stage ? ncr.quantity : '0'
  await tx.$executeRaw`
    UPDATE work_order SET scrapped_quantity = scrapped_quantity + ${ncr.quantity}::numeric,
      completed_quantity = greatest(completed_quantity - ${counted}::numeric, 0), version = version + 1
    WHERE id = ${ncr.source.id}`
}

/** Whether a work order mends what is there: its tasks move no stock. */
export async function isRework(tx: Tx, workOrderId: number | null): Promise<boolean> {
  if (workOrderId === null) return false
  return (await tx.nonConformance.count({ where: { workOrderId, disposition: 'REWORK' } })) > 0
}
