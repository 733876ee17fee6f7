import { z } from 'zod'
import { PdfFile } from '../core/files.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { OutputInput } from './output.schema.ts'
import {
  CreateProductionOrderInput,
  ProductionOrder,
  ProductionOrderCountInput,
  ProductionOrderListInput,
  ProductionOrderPage,
  ReleaseInput,
  ReservedProductionOrder,
  UpdateProductionOrderInput,
} from './production-order.schema.ts'
import { scheduleProcedures } from './schedule.router.ts'
import { ProductionSettings, ProductionSettingsInput } from './settings.schema.ts'

const act = (
  action: string,
  permission: 'productionOrder.write' | readonly ['productionOrder.output', 'productionOrder.write'],
  summary: string,
) => command({ permission, summary, rest: `POST /production/orders/{id}/${action}`, status: 200 })

const floor = ['productionOrder.output', 'productionOrder.write'] as const

export const productionOrderRouter = router({
  list: query({
    permission: 'productionOrder.read',
    summary: 'List production orders',
    rest: 'GET /erp/production/orders',
  })
    .input(ProductionOrderListInput)
    .output(ProductionOrderPage)
    .query(({ ctx, input }) => ctx.services.productionOrder.list(ctx.call, input)),
  count: query({ permission: 'productionOrder.read', summary: 'How many production orders a filter finds' })
    .input(ProductionOrderCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.productionOrder.count(ctx.call, input)),
  get: query({
    permission: 'productionOrder.read',
    summary: 'One production order',
    rest: 'GET /production/orders/{id}',
  })
    .input(ById)
    .output(ProductionOrder)
    .query(({ ctx, input }) => ctx.services.productionOrder.get(ctx.call, input)),
  jobCard: query({
    permission: 'productionOrder.read',
    summary: 'Its job card as a PDF: drawing, tasks to scan, materials',
    rest: 'GET /production/orders/{id}/job-card',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.productionOrder.jobCard(ctx.call, input)),
  pickList: query({
    permission: 'productionOrder.read',
    summary: 'What to fetch for it, place by place, as a PDF',
    rest: 'GET /production/orders/{id}/pick-list',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.productionOrder.pickList(ctx.call, input)),
  settings: query({
    permission: 'productionOrder.read',
    summary: 'How production is set up',
    rest: 'GET /production/settings',
  })
    .output(ProductionSettings)
    .query(({ ctx }) => ctx.services.productionOrder.settings(ctx.call)),
  create: command({
    permission: 'productionOrder.write',
    summary: 'Plan to make so many of an item',
    rest: 'POST /production/orders',
    status: 201,
  })
    .input(CreateProductionOrderInput)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.create(ctx.call, input)),
  update: command({
    permission: 'productionOrder.write',
    summary: 'Change a production order',
    rest: 'PUT /production/orders/{id}',
  })
    .input(UpdateProductionOrderInput)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.update(ctx.call, input)),
  remove: command({
    permission: 'productionOrder.write',
    summary: 'Delete a draft',
    rest: 'DELETE /production/orders/{id}',
  })
    .input(ById)
    .output(z.object({ ok: z.literal(true) }))
    .mutation(({ ctx, input }) => ctx.services.productionOrder.remove(ctx.call, input)),
  release: act('release', 'productionOrder.write', 'Release it: its materials are reserved')
    .input(ReleaseInput)
    .output(ReservedProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.release(ctx.call, input)),
  reserve: act('reserve', 'productionOrder.write', 'Reserve what is still missing and is there now')
    .input(ById)
    .output(ReservedProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.reserve(ctx.call, input)),
  start: act('start', floor, 'Start it')
    .input(ById)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.start(ctx.call, input)),
  output: command({
    permission: 'productionOrder.output',
    summary: 'Record what was made; moves stock',
    rest: 'POST /production/outputs',
    status: 201,
  })
    .input(OutputInput)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.output(ctx.call, input)),
  hold: act('hold', 'productionOrder.write', 'Put it on hold')
    .input(ById)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.hold(ctx.call, input)),
  resume: act('resume', 'productionOrder.write', 'Go on with it')
    .input(ById)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.resume(ctx.call, input)),
  complete: act('complete', floor, 'Complete it')
    .input(ById)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.complete(ctx.call, input)),
  completeShort: act('complete-short', 'productionOrder.write', 'Complete it with less than was planned')
    .input(ById)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.completeShort(ctx.call, input)),
  cancel: act('cancel', 'productionOrder.write', 'Cancel it: its materials are free again')
    .input(ById)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.cancel(ctx.call, input)),
  close: act('close', 'productionOrder.write', 'Close it: nothing of it changes any more')
    .input(ById)
    .output(ProductionOrder)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.close(ctx.call, input)),
  changeSettings: command({
    permission: 'productionOrder.settings',
    summary: 'Change how production is set up',
    rest: 'PUT /production/settings',
  })
    .input(ProductionSettingsInput)
    .output(ProductionSettings)
    .mutation(({ ctx, input }) => ctx.services.productionOrder.changeSettings(ctx.call, input)),
  ...scheduleProcedures,
})
