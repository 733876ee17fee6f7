import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { PdfFile } from '../core/files.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import {
  CancelLineInput,
  CreateSalesOrderInput,
  SalesOrder,
  SalesOrderCountInput,
  SalesOrderExportInput,
  SalesOrderListInput,
  SalesOrderPage,
  ShipInput,
  UpdateSalesOrderInput,
} from './sales-order.schema.ts'

const see = ['salesOrder.read', 'salesOrder.own'] as const
const step = (name: string, summary: string) => ({
  summary,
  rest: `POST /sales/orders/{id}/${name}` as const,
  status: 200 as const,
})

export const salesOrderRouter = router({
  list: query({ permission: see, summary: 'List sales orders', rest: 'GET /sales/orders' })
    .input(SalesOrderListInput)
    .output(SalesOrderPage)
    .query(({ ctx, input }) => ctx.services.salesOrder.list(ctx.call, input)),
  count: query({ permission: see, summary: 'How many sales orders a filter finds' })
    .input(SalesOrderCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.salesOrder.count(ctx.call, input)),
  export: query({
    permission: see,
    summary: 'Export sales orders as CSV',
    rest: 'GET /sales/orders/export',
    produces: 'text/csv',
  })
    .input(SalesOrderExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.salesOrder.export(ctx.call, input)),
  get: query({ permission: see, summary: 'One sales order', rest: 'GET /sales/orders/{id}' })
    .input(ById)
    .output(SalesOrder)
    .query(({ ctx, input }) => ctx.services.salesOrder.get(ctx.call, input)),
  pdf: query({
    permission: see,
    summary: 'The order confirmation as a PDF',
    rest: 'GET /sales/orders/{id}/pdf',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.salesOrder.pdf(ctx.call, input)),
  create: command({
    permission: 'salesOrder.write',
    summary: 'Create a sales order',
    rest: 'POST /sales/orders',
    status: 201,
  })
    .input(CreateSalesOrderInput)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.create(ctx.call, input)),
  update: command({
    permission: ['salesOrder.write', 'salesOrder.ship'],
    summary: 'Change a sales order',
    rest: 'PATCH /sales/orders/{id}',
  })
    .input(UpdateSalesOrderInput)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.update(ctx.call, input)),
  duplicate: command({ permission: 'salesOrder.write', ...step('duplicate', 'A new draft like it'), status: 201 })
    .input(ById)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.duplicate(ctx.call, input)),
  confirm: command({ permission: 'salesOrder.write', ...step('confirm', 'Confirm it: reserves all lines or none') })
    .input(ById)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.confirm(ctx.call, input)),
  ship: command({ permission: 'salesOrder.ship', ...step('ship', 'Ship it, or a part; moves stock') })
    .input(ShipInput)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.ship(ctx.call, input)),
  deliver: command({ permission: 'salesOrder.ship', ...step('deliver', 'It has arrived') })
    .input(ById)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.deliver(ctx.call, input)),
  cancel: command({ permission: 'salesOrder.write', ...step('cancel', 'Cancel it: releases what it reserved') })
    .input(ById)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.cancel(ctx.call, input)),
  cancelLine: command({ permission: 'salesOrder.write', ...step('cancel-line', 'Take one line out of it') })
    .input(CancelLineInput)
    .output(SalesOrder)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.cancelLine(ctx.call, input)),
  remove: command({ permission: 'salesOrder.write', summary: 'Delete a draft', rest: 'DELETE /sales/orders/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.salesOrder.remove(ctx.call, input)),
})
