import { PdfFile } from '../core/files.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  AssignInput,
  BulkInput,
  BulkOutput,
  CreateWorkOrderInput,
  Suggestion,
  UpdateWorkOrderInput,
  WorkOrder,
  WorkOrderCountInput,
  WorkOrderListInput,
  WorkOrderPage,
} from './work-order.schema.ts'

export const workOrderRouter = router({
  list: query({ permission: 'workOrder.read', summary: 'List work orders', rest: 'GET /work-orders' })
    .input(WorkOrderListInput)
    .output(WorkOrderPage)
    .query(({ ctx, input }) => ctx.services.workOrder.list(ctx.call, input)),
  count: query({ permission: 'workOrder.read', summary: 'How many work orders a filter finds' })
    .input(WorkOrderCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.workOrder.count(ctx.call, input)),
  get: query({ permission: 'workOrder.read', summary: 'One work order', rest: 'GET /work-orders/{id}' })
    .input(ById)
    .output(WorkOrder)
    .query(({ ctx, input }) => ctx.services.workOrder.get(ctx.call, input)),
  jobCard: query({
    permission: 'workOrder.read',
    summary: 'The job card as a PDF: drawing, tasks to scan, materials',
    rest: 'GET /work-orders/{id}/job-card',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.workOrder.jobCard(ctx.call, input)),
  suggestAssignee: query({
    permission: 'workOrder.assign',
    summary: 'Whom to assign',
    rest: 'GET /work-orders/{id}/suggestion',
  })
    .input(ById)
    .output(Suggestion)
    .query(({ ctx, input }) => ctx.services.workOrder.suggestAssignee(ctx.call, input)),
  create: command({
    permission: 'workOrder.write',
    summary: 'Create a work order',
    rest: 'POST /work-orders',
    status: 201,
  })
    .input(CreateWorkOrderInput)
    .output(WorkOrder)
    .mutation(({ ctx, input }) => ctx.services.workOrder.create(ctx.call, input)),
  update: command({
    permission: ['workOrder.write', 'workOrder.perform', 'workOrder.assign'],
    summary: 'Change a work order, or take the step that leads to a status',
    rest: 'PATCH /work-orders/{id}',
  })
    .input(UpdateWorkOrderInput)
    .output(WorkOrder)
    .mutation(({ ctx, input }) => ctx.services.workOrder.update(ctx.call, input)),
  assign: command({
    permission: 'workOrder.assign',
    summary: 'Assign it to somebody',
    rest: 'POST /work-orders/{id}/assign',
    status: 200,
  })
    .input(AssignInput)
    .output(WorkOrder)
    .mutation(({ ctx, input }) => ctx.services.workOrder.assign(ctx.call, input)),
  start: command({
    permission: 'workOrder.perform',
    summary: 'Start it',
    rest: 'POST /work-orders/{id}/start',
    status: 200,
  })
    .input(ById)
    .output(WorkOrder)
    .mutation(({ ctx, input }) => ctx.services.workOrder.start(ctx.call, input)),
  complete: command({
    permission: 'workOrder.perform',
    summary: 'Complete it',
    rest: 'POST /work-orders/{id}/complete',
    status: 200,
  })
    .input(ById)
    .output(WorkOrder)
    .mutation(({ ctx, input }) => ctx.services.workOrder.complete(ctx.call, input)),
  cancel: command({
    permission: 'workOrder.write',
    summary: 'Cancel it',
    rest: 'POST /work-orders/{id}/cancel',
    status: 200,
  })
    .input(ById)
    .output(WorkOrder)
    .mutation(({ ctx, input }) => ctx.services.workOrder.cancel(ctx.call, input)),
  reopen: command({
    permission: 'workOrder.reopen',
    summary: 'Reopen it',
    rest: 'POST /work-orders/{id}/reopen',
    status: 200,
  })
    .input(ById)
    .output(WorkOrder)
    .mutation(({ ctx, input }) => ctx.services.workOrder.reopen(ctx.call, input)),
  bulk: command({
    permission: ['workOrder.write', 'workOrder.perform', 'workOrder.assign', 'workOrder.reopen'],
    summary: 'Change many at once',
    rest: 'POST /work-orders/bulk',
    status: 200,
  })
    .input(BulkInput)
    .output(BulkOutput)
    .mutation(({ ctx, input }) => ctx.services.workOrder.bulk(ctx.call, input)),
})
