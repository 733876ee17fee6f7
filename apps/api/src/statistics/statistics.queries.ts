import type { StatisticsQueries } from '@framewright/contracts/statistics/statistics.service'
import type { Deps } from '../core/deps.ts'
import { readAttention } from './attention.queries.ts'
import { frameFigures, orderFigures, taskFigures, workOrderFigures } from './figures.ts'
import { readKept } from './kept.ts'
import { readTrends } from './trends.queries.ts'

export function statisticsQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): StatisticsQueries {
  return {
    async orders() {
      const { purchaseOrder = {} } = await readKept(read, ['purchaseOrder'])
      return orderFigures(purchaseOrder)
    },

    async frames() {
      const { frame = {}, stock = {}, task = {} } = await readKept(read, ['frame', 'stock', 'task'])
      return frameFigures(frame, stock, task)
    },

    async workOrders() {
      const { workOrder = {} } = await readKept(read, ['workOrder'])
      return workOrderFigures(workOrder)
    },

    async tasks() {
      const { task = {} } = await readKept(read, ['task'])
      return taskFigures(task)
    },

    async summary({ caller }) {
      const day = { today: clock.today(), timeZone: clock.timeZone }
      const [kept, attention, trends] = await Promise.all([
        readKept(read, ['purchaseOrder', 'frame', 'stock', 'task', 'workOrder']),
        readAttention(read, caller, day),
        readTrends(read, caller, day),
      ])
      const { purchaseOrder = {}, frame = {}, stock = {}, task = {}, workOrder = {} } = kept
      const may = caller.permissions
      return {
        orders: may.has('purchaseOrder.read') ? orderFigures(purchaseOrder) : null,
        frames: may.has('frame.read') ? frameFigures(frame, stock, task) : null,
        workOrders: may.has('workOrder.read') ? workOrderFigures(workOrder) : null,
        tasks: may.has('task.read') ? taskFigures(task) : null,
        attention,
        trends,
      }
    },
  }
}
