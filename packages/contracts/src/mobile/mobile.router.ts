import { query, router } from '../core/procedure.ts'
import {
  MobileInspections,
  MobileListInput,
  MobileProductionOrders,
  MobileWarehouseInput,
  MobileWarehouseTasks,
} from './mobile.schema.ts'

/** REST answers below /mobile carry an ETag: the same answer again is a 304 without a body. */
export const mobileRouter = router({
  warehouseTasks: query({
    permission: ['fulfilment.pick', 'fulfilment.pack', 'fulfilment.deliver'],
    summary: 'What waits in the warehouse, or what of it has changed',
    rest: 'GET /mobile/warehouse/tasks',
  })
    .input(MobileWarehouseInput)
    .output(MobileWarehouseTasks)
    .query(({ ctx, input }) => ctx.services.mobile.warehouseTasks(ctx.call, input)),
  inspections: query({
    permission: 'inspection.write',
    summary: 'What waits for an inspector, or what of it has changed',
    rest: 'GET /mobile/quality/inspections/pending',
  })
    .input(MobileListInput)
    .output(MobileInspections)
    .query(({ ctx, input }) => ctx.services.mobile.inspections(ctx.call, input)),
  productionOrders: query({
    permission: 'productionOrder.read',
    summary: 'Production orders under way, or what of them has changed',
    rest: 'GET /mobile/production/orders/active',
  })
    .input(MobileListInput)
    .output(MobileProductionOrders)
    .query(({ ctx, input }) => ctx.services.mobile.productionOrders(ctx.call, input)),
})
