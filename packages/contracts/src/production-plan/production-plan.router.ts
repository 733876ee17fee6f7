import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { CreatedPlan, CreatePlanInput, PlanInput, ProductionChain, ProductionPlan } from './production-plan.schema.ts'

export const productionPlanRouter = router({
  preview: query({
    permission: 'productionOrder.write',
    summary: 'What has to be made and bought, down all levels',
    rest: 'POST /production/plans/preview',
    status: 200,
  })
    .input(PlanInput)
    .output(ProductionPlan)
    .query(({ ctx, input }) => ctx.services.productionPlan.preview(ctx.call, input)),
  create: command({
    permission: 'productionOrder.write',
    summary: 'Make the production orders of a plan',
    rest: 'POST /production/plans',
    status: 201,
  })
    .input(CreatePlanInput)
    .output(CreatedPlan)
    .mutation(({ ctx, input }) => ctx.services.productionPlan.create(ctx.call, input)),
  chain: query({
    permission: 'productionOrder.read',
    summary: 'What a production order was planned for, and what was planned for it',
    rest: 'GET /production/orders/{id}/chain',
  })
    .input(ById)
    .output(ProductionChain)
    .query(({ ctx, input }) => ctx.services.productionPlan.chain(ctx.call, input)),
})
