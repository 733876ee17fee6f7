import type { Call } from '@framewright/contracts/core/context'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Emit } from '../core/commands.ts'
import type { Tx } from '../core/sql.ts'
import { moveStock } from './task.stock.ts'

/** A task whose time entries are closed and that is now done. */
export interface DoneTask {
  id: number
  kind: TaskKind
  frameId: number
  frameName: string
  stages: readonly TaskKind[]
  quantity: string
  userId: number
  workOrderId: number | null
  status: string
  endTime: Date
  notes?: string | undefined
}

/** Completes a task: its duration from its time entries, its stock, and its part of the work order. */
export async function finish(tx: Tx, emit: Emit, call: Call, task: DoneTask, today: string): Promise<void> {
  const [worked] = await tx.$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(floor(extract(epoch FROM sum(ended_at - started_at))), 0)::int AS seconds
    FROM time_entry WHERE task_id = ${task.id}`
  await tx.task.update({
    where: { id: task.id },
    data: {
      status: 'COMPLETED',
      userId: task.userId,
      endTime: task.endTime,
      duration: worked?.seconds ?? 0,
      version: { increment: 1 },
      ...(task.notes === undefined ? {} : { notes: task.notes }),
    },
  })
  await moveStock(tx, call, task, today)
  const { id, kind, frameId, frameName, workOrderId, quantity } = task
  emit({
    entity: 'task',
    id,
    what: 'completed',
    ownerId: task.userId,
    payload: {
      from: task.status,
      to: 'COMPLETED',
      kind,
      frameId,
      frameName,
      workOrderId,
      quantity,
      seconds: worked?.seconds ?? 0,
    },
  })

  // The order counts what has come off the frame's last stage.
  if (workOrderId !== null && task.stages.at(-1) === kind) {
    const { number, assignedToId } = await tx.workOrder.update({
      where: { id: workOrderId },
      data: { completedQuantity: { increment: quantity }, version: { increment: 1 } },
      select: { number: true, assignedToId: true },
    })
    emit({
      entity: 'workOrder',
      id: workOrderId,
      what: 'progressed',
      ownerId: assignedToId,
      payload: { number, completed: quantity },
    })
  }
}
