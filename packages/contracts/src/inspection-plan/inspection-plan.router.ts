import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  CreateInspectionPlanInput,
  InspectionPlan,
  InspectionPlanListInput,
  InspectionPlanPage,
  SetInspectionPlanActiveInput,
  UpdateInspectionPlanInput,
} from './inspection-plan.schema.ts'

export const inspectionPlanRouter = router({
  list: query({ permission: 'inspection.read', summary: 'List inspection plans', rest: 'GET /qc/plans' })
    .input(InspectionPlanListInput)
    .output(InspectionPlanPage)
    .query(({ ctx, input }) => ctx.services.inspectionPlan.list(ctx.call, input)),
  get: query({ permission: 'inspection.read', summary: 'One inspection plan', rest: 'GET /qc/plans/{id}' })
    .input(ById)
    .output(InspectionPlan)
    .query(({ ctx, input }) => ctx.services.inspectionPlan.get(ctx.call, input)),
  create: command({
    permission: 'inspection.plan',
    summary: 'Say what is looked at, on what, and when',
    rest: 'POST /qc/plans',
    status: 201,
  })
    .input(CreateInspectionPlanInput)
    .output(InspectionPlan)
    .mutation(({ ctx, input }) => ctx.services.inspectionPlan.create(ctx.call, input)),
  update: command({
    permission: 'inspection.plan',
    summary: 'Change a plan; inspections made from it keep what it said',
    rest: 'PUT /qc/plans/{id}',
  })
    .input(UpdateInspectionPlanInput)
    .output(InspectionPlan)
    .mutation(({ ctx, input }) => ctx.services.inspectionPlan.update(ctx.call, input)),
  setActive: command({
    permission: 'inspection.plan',
    summary: 'Put a plan out of use, or into use again',
    rest: 'PATCH /qc/plans/{id}',
  })
    .input(SetInspectionPlanActiveInput)
    .output(InspectionPlan)
    .mutation(({ ctx, input }) => ctx.services.inspectionPlan.setActive(ctx.call, input)),
})
