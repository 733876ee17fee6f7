import { z } from 'zod'
import { PdfFile } from '../core/files.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import {
  CreatePurchaseOrderInput,
  PurchaseOrder,
  PurchaseOrderCountInput,
  PurchaseOrderExportInput,
  PurchaseOrderListInput,
  PurchaseOrderPage,
  ReceiveInput,
  UpdatePurchaseOrderInput,
} from './purchase-order.schema.ts'

export const purchaseOrderRouter = router({
  list: query({ permission: 'purchaseOrder.read', summary: 'List purchase orders', rest: 'GET /purchase-orders' })
    .input(PurchaseOrderListInput)
    .output(PurchaseOrderPage)
    .query(({ ctx, input }) => ctx.services.purchaseOrder.list(ctx.call, input)),
  count: query({ permission: 'purchaseOrder.read', summary: 'How many purchase orders a filter finds' })
    .input(PurchaseOrderCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.purchaseOrder.count(ctx.call, input)),
  export: query({
    permission: 'purchaseOrder.read',
    summary: 'Export purchase orders as CSV',
    rest: 'GET /purchase-orders/export',
    produces: 'text/csv',
  })
    .input(PurchaseOrderExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.purchaseOrder.export(ctx.call, input)),
  get: query({ permission: 'purchaseOrder.read', summary: 'One purchase order', rest: 'GET /purchase-orders/{id}' })
    .input(ById)
    .output(PurchaseOrder)
    .query(({ ctx, input }) => ctx.services.purchaseOrder.get(ctx.call, input)),
  pdf: query({
    permission: 'purchaseOrder.read',
    summary: 'The purchase order as a PDF',
    rest: 'GET /purchase-orders/{id}/pdf',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.purchaseOrder.pdf(ctx.call, input)),
  create: command({
    permission: 'purchaseOrder.write',
    summary: 'Raise a purchase order',
    rest: 'POST /purchase-orders',
    status: 201,
  })
    .input(CreatePurchaseOrderInput)
    .output(PurchaseOrder)
    .mutation(({ ctx, input }) => ctx.services.purchaseOrder.create(ctx.call, input)),
  update: command({
    permission: 'purchaseOrder.write',
    summary: 'Change a purchase order',
    rest: 'PATCH /purchase-orders/{id}',
  })
    .input(UpdatePurchaseOrderInput)
    .output(PurchaseOrder)
    .mutation(({ ctx, input }) => ctx.services.purchaseOrder.update(ctx.call, input)),
  receive: command({
    permission: 'purchaseOrder.receive',
    summary: 'Receive a delivery; moves stock',
    rest: 'POST /purchase-orders/{id}/receive',
    status: 200,
  })
    .input(ReceiveInput)
    .output(PurchaseOrder)
    .mutation(({ ctx, input }) => ctx.services.purchaseOrder.receive(ctx.call, input)),
  cancel: command({
    permission: 'purchaseOrder.write',
    summary: 'Cancel it',
    rest: 'POST /purchase-orders/{id}/cancel',
    status: 200,
  })
    .input(ById)
    .output(PurchaseOrder)
    .mutation(({ ctx, input }) => ctx.services.purchaseOrder.cancel(ctx.call, input)),
  closeShort: command({
    permission: 'purchaseOrder.write',
    summary: 'Close it short: nothing more is expected',
    rest: 'POST /purchase-orders/{id}/close-short',
    status: 200,
  })
    .input(ById)
    .output(PurchaseOrder)
    .mutation(({ ctx, input }) => ctx.services.purchaseOrder.closeShort(ctx.call, input)),
})
