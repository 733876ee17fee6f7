import { z } from 'zod'
import { PdfFile } from '../core/files.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import {
  CancelInspectionInput,
  CreateInspectionInput,
  DeliveryInput,
  DeliveryQuality,
  Inspection,
  InspectionCountInput,
  InspectionExportInput,
  InspectionListInput,
  InspectionPage,
  OutgoingInput,
  PendingInspectionPage,
  PendingInspectionsInput,
  RecordInspectionInput,
} from './inspection.schema.ts'

/** Who sees a delivery sees what it waits for; whose delivery it is, decides the service. */
const seesDeliveries = [
  'inspection.read',
  'fulfilment.read',
  'fulfilment.write',
  'fulfilment.undo',
  'fulfilment.pick',
  'fulfilment.pack',
  'fulfilment.deliver',
  'salesOrder.read',
  'salesOrder.own',
  'invoice.own',
] as const

export const inspectionRouter = router({
  list: query({ permission: 'inspection.read', summary: 'List inspections', rest: 'GET /qc/inspections' })
    .input(InspectionListInput)
    .output(InspectionPage)
    .query(({ ctx, input }) => ctx.services.inspection.list(ctx.call, input)),
  count: query({ permission: 'inspection.read', summary: 'How many inspections a filter finds' })
    .input(InspectionCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.inspection.count(ctx.call, input)),
  pending: query({
    permission: 'inspection.write',
    summary: 'What waits for an inspector, with what to look at',
    rest: 'GET /qc/inspections/pending',
  })
    .input(PendingInspectionsInput)
    .output(PendingInspectionPage)
    .query(({ ctx, input }) => ctx.services.inspection.pending(ctx.call, input)),
  export: query({
    permission: 'inspection.read',
    summary: 'Export inspections as CSV',
    rest: 'GET /qc/inspections/export',
    produces: 'text/csv',
  })
    .input(InspectionExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.inspection.export(ctx.call, input)),
  get: query({ permission: 'inspection.read', summary: 'One inspection', rest: 'GET /qc/inspections/{id}' })
    .input(ById)
    .output(Inspection)
    .query(({ ctx, input }) => ctx.services.inspection.get(ctx.call, input)),
  certificate: query({
    permission: 'inspection.read',
    summary: 'The certificate of an inspection that is decided, as a PDF',
    rest: 'GET /qc/inspections/{id}/certificate',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.inspection.certificate(ctx.call, input)),
  delivery: query({
    permission: seesDeliveries,
    summary: 'How a delivery stands to its outgoing inspection',
    rest: 'GET /qc/oqc/find',
  })
    .input(DeliveryInput)
    .output(DeliveryQuality)
    .query(({ ctx, input }) => ctx.services.inspection.delivery(ctx.call, input)),
  create: command({
    permission: 'inspection.write',
    summary: 'Ask for an inspection',
    rest: 'POST /qc/inspections',
    status: 201,
  })
    .input(CreateInspectionInput)
    .output(Inspection)
    .mutation(({ ctx, input }) => ctx.services.inspection.create(ctx.call, input)),
  record: command({
    permission: 'inspection.write',
    summary: 'The readings of an inspection and its result, at once',
    rest: 'POST /qc/inspections/{id}/record',
  })
    .input(RecordInspectionInput)
    .output(Inspection)
    .mutation(({ ctx, input }) => ctx.services.inspection.record(ctx.call, input)),
  cancel: command({
    permission: 'inspection.write',
    summary: 'It is not wanted any more',
    rest: 'POST /qc/inspections/{id}/cancel',
  })
    .input(CancelInspectionInput)
    .output(Inspection)
    .mutation(({ ctx, input }) => ctx.services.inspection.cancel(ctx.call, input)),
  outgoing: command({
    permission: 'inspection.write',
    summary: 'The outgoing inspection of a delivery, with its result where one is given',
    rest: 'POST /qc/oqc',
    status: 201,
  })
    .input(OutgoingInput)
    .output(DeliveryQuality)
    .mutation(({ ctx, input }) => ctx.services.inspection.outgoing(ctx.call, input)),
})
