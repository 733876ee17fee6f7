import { shiftDay } from '../core/clock.ts'
import { known, type Loading } from './known.ts'
import { workOrders } from './work.data.ts'

/** Work orders with their tasks; finished stages are recorded at working hours of the days before the order was due. */
export async function loadWork({ call, services, clock }: Loading, ids: ReadonlyMap<string, number>): Promise<number> {
  let tasks = 0
  for (const [index, order] of workOrders.entries()) {
    const frameId = known(ids, order.frame)
    const { description, quantity, priority } = order
    const workOrder = await services.workOrder.create(call, {
      frameId,
      description,
      quantity: String(quantity),
      priority,
      dueDate: shiftDay(clock.today(), order.dueIn),
    })
    const task = { frameId, workOrderId: workOrder.id, quantity: String(quantity), notes: '' }
    for (const [stage, kind] of order.done.entries()) {
      const day = shiftDay(clock.today(), Math.min(order.dueIn, 0) - order.done.length + stage)
      const startTime = `${day}T0${6 + (index % 3)}:15:00.000Z`
      const endTime = new Date(Date.parse(startTime) + (35 + 11 * stage) * quantity * 60_000).toISOString()
      await services.task.create(call, { ...task, kind, startTime, endTime })
      tasks++
    }
    if (order.open) {
      await services.task.create(call, { ...task, kind: order.open })
      tasks++
    }
    if (order.done.length === 3) await services.workOrder.complete(call, { id: workOrder.id })
  }
  return tasks
}
