import { z } from 'zod'
import { PdfFile } from '../core/files.ts'
import { ById } from '../core/primitives.ts'
import { query, router, streamOf } from '../core/procedure.ts'
import { type ReportKind, reports } from './report.kinds.ts'
import { PeriodCsvInput, PeriodInput, PeriodReport, PickListFileInput } from './report.schema.ts'

const csv = { produces: 'text/csv' } as const
const pdf = { produces: 'application/pdf' } as const
const seesFulfilments = [
  'fulfilment.read',
  'fulfilment.pick',
  'fulfilment.pack',
  'fulfilment.deliver',
  'fulfilment.write',
  'fulfilment.undo',
  'salesOrder.own',
  'invoice.own',
] as const

const words: Record<ReportKind, string> = {
  SALES: 'Sales',
  PURCHASING: 'Purchases',
  PRODUCTION: 'Production',
  STOCK: 'Movements of stock',
  QUALITY: 'Inspections and defects',
}

/** The figures of a period: to look at, … */
const figures = (kind: ReportKind) => {
  const { path, permission } = reports[kind]
  return query({ permission, summary: `${words[kind]} of a period`, rest: `GET /reports/${path}` })
    .input(PeriodInput)
    .output(PeriodReport)
    .query(({ ctx, input }) => ctx.services.report.period(ctx.call, kind, input))
}
/** … to print, … */
const printed = (kind: ReportKind) => {
  const { path, permission } = reports[kind]
  return query({ permission, summary: `${words[kind]} of a period as a PDF`, rest: `GET /reports/${path}/pdf`, ...pdf })
    .input(PeriodInput)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.report.periodPdf(ctx.call, kind, input))
}
/** … and to calculate with. */
const calculated = (kind: ReportKind) => {
  const { path, permission } = reports[kind]
  return query({ permission, summary: `${words[kind]} of a period as CSV`, rest: `GET /reports/${path}/csv`, ...csv })
    .input(PeriodCsvInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.report.periodCsv(ctx.call, kind, input))
}

export const reportRouter = router({
  sales: figures('SALES'),
  salesPdf: printed('SALES'),
  salesCsv: calculated('SALES'),
  purchasing: figures('PURCHASING'),
  purchasingPdf: printed('PURCHASING'),
  purchasingCsv: calculated('PURCHASING'),
  production: figures('PRODUCTION'),
  productionPdf: printed('PRODUCTION'),
  productionCsv: calculated('PRODUCTION'),
  stock: figures('STOCK'),
  stockPdf: printed('STOCK'),
  stockCsv: calculated('STOCK'),
  quality: figures('QUALITY'),
  qualityPdf: printed('QUALITY'),
  qualityCsv: calculated('QUALITY'),
  pickListPdf: query({
    permission: 'fulfilment.read',
    summary: 'What to pick, in walking order, as a PDF',
    rest: 'GET /reports/pick-list/pdf',
    ...pdf,
  })
    .input(PickListFileInput)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.report.pickListPdf(ctx.call, input)),
  pickListCsv: query({
    permission: 'fulfilment.read',
    summary: 'What to pick, in walking order, as CSV',
    rest: 'GET /reports/pick-list/csv',
    ...csv,
  })
    .input(PickListFileInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.report.pickListCsv(ctx.call, input)),
  deliveryNotePdf: query({
    permission: seesFulfilments,
    summary: 'The delivery note of a fulfilment as a PDF',
    rest: 'GET /fulfilments/{id}/delivery-note/pdf',
    ...pdf,
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.report.deliveryNotePdf(ctx.call, input)),
  deliveryNoteCsv: query({
    permission: seesFulfilments,
    summary: 'The delivery note of a fulfilment as CSV',
    rest: 'GET /fulfilments/{id}/delivery-note/csv',
    ...csv,
  })
    .input(ById)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.report.deliveryNoteCsv(ctx.call, input)),
  purchaseOrderCsv: query({
    permission: 'purchaseOrder.read',
    summary: 'The lines of a purchase order as CSV',
    rest: 'GET /purchase-orders/{id}/csv',
    ...csv,
  })
    .input(ById)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.report.purchaseOrderCsv(ctx.call, input)),
})
