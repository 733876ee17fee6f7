import { command, query } from '../core/procedure.ts'
import { ProductionOrder } from './production-order.schema.ts'
import { ScheduleInput, Slots, SuggestInput, UnscheduleInput } from './schedule.schema.ts'

/** Part of the production orders' router. */
export const scheduleProcedures = {
  schedule: command({
    permission: 'productionOrder.write',
    summary: 'Put it on a machine at a time',
    rest: 'POST /production/orders/{id}/schedule',
    status: 200,
  })
    .input(ScheduleInput)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.schedule(ctx.call, input)),
  unschedule: command({
    permission: 'productionOrder.write',
    summary: 'Take it off the schedule',
    rest: 'POST /production/orders/{id}/unschedule',
    status: 200,
  })
    .input(UnscheduleInput)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.unschedule(ctx.call, input)),
  suggest: query({
    permission: 'productionOrder.read',
    summary: 'The first free place for it on each machine',
    rest: 'GET /production/orders/{id}/slots',
  })
    .input(SuggestInput)
    .output(Slots)
    .query(({ ctx, input }) => ctx.services.productionOrder.suggest(ctx.call, input)),
}
