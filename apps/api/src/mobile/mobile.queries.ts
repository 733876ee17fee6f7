import type { FulfilmentQueries } from '@framewright/contracts/fulfilment/fulfilment.service'
import type { InspectionQueries } from '@framewright/contracts/inspection/inspection.service'
import type { MobileQueries } from '@framewright/contracts/mobile/mobile.service'
import type { ProductionOrderQueries } from '@framewright/contracts/production-order/production-order.service'
import type { Deps } from '../core/deps.ts'
import { deltaOf } from './delta.ts'

interface Lists {
  inspection: Pick<InspectionQueries, 'pending'>
  fulfilment: Pick<FulfilmentQueries, 'tasks'>
  productionOrder: Pick<ProductionOrderQueries, 'list'>
}

/** As many as a phone's list holds. */
const limit = 200

export function mobileQueries(
  { read }: Pick<Deps, 'read'>,
  { fulfilment, inspection, productionOrder }: Lists,
): MobileQueries {
  return {
    warehouseTasks(call, { since, ...input }) {
      const load = async () => (await fulfilment.tasks(call, input)).items
      return deltaOf(read, 'fulfilment', since, load, (task) => task.fulfilmentId, input.limit)
    },

    inspections(call, { since }) {
      // Each comes with its characteristics: fewer of them fill an answer.
      const most = 100
      const load = async () => (await inspection.pending(call, { limit: most })).items
      return deltaOf(read, 'inspection', since, load, (one) => one.id, most)
    },

    productionOrders(call, { since }) {
      const load = async () => {
        const { items } = await productionOrder.list(call, {
          status: ['RELEASED', 'IN_PROGRESS', 'ON_HOLD'],
          sort: 'dueDate',
          limit,
        })
        return items.map(({ id, number, item, status, planned, left, dueDate, late, machine }) => ({
          ...{ id, number, item: item.name, unit: item.unit, status, planned, left, dueDate, late },
          machine: machine?.code ?? null,
        }))
      }
      return deltaOf(read, 'productionOrder', since, load, (order) => order.id, limit)
    },
  }
}
