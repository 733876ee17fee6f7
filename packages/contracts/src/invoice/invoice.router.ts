import { z } from 'zod'
import { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import { PdfFile } from '../core/files.ts'
import { mapPieces } from '../core/pieces.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import { TrackedEvent, toTracked } from '../event/event.router.ts'
import { LiveInput } from '../event/event.schema.ts'
import {
  CreateInvoiceInput,
  ImportInvoiceInput,
  ImportInvoicesInput,
  ImportInvoicesResult,
  Invoice,
  InvoiceCount,
  InvoiceCountInput,
  InvoiceExportInput,
  InvoiceListInput,
  InvoicePage,
  InvoiceSources,
} from './invoice.schema.ts'

const see = ['invoice.read', 'invoice.own'] as const

export const invoiceRouter = router({
  list: query({ permission: see, summary: 'List invoices', rest: 'GET /sales/invoices' })
    .input(InvoiceListInput)
    .output(InvoicePage)
    .query(({ ctx, input }) => ctx.services.invoice.list(ctx.call, input)),
  count: query({ permission: see, summary: 'How many invoices a filter finds, and what they come to' })
    .input(InvoiceCountInput)
    .output(InvoiceCount)
    .query(({ ctx, input }) => ctx.services.invoice.count(ctx.call, input)),
  sources: query({ permission: see, summary: 'The systems that invoices have come from' })
    .output(InvoiceSources)
    .query(({ ctx }) => ctx.services.invoice.sources(ctx.call)),
  export: query({
    permission: see,
    summary: 'Export invoices as CSV',
    rest: 'GET /sales/invoices/export',
    produces: 'text/csv',
  })
    .input(InvoiceExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.invoice.export(ctx.call, input)),
  get: query({ permission: see, summary: 'One invoice', rest: 'GET /sales/invoices/{id}' })
    .input(ById)
    .output(Invoice)
    .query(({ ctx, input }) => ctx.services.invoice.get(ctx.call, input)),
  pdf: query({
    permission: see,
    summary: 'The invoice as a PDF',
    rest: 'GET /sales/invoices/{id}/pdf',
    produces: 'application/pdf',
  })
    .input(ById)
    .output(PdfFile)
    .query(({ ctx, input }) => ctx.services.invoice.pdf(ctx.call, input)),
  live: query({
    permission: see,
    summary: 'What happens to invoices and their goods, as it happens; resumable from the last id',
    rest: 'GET /sales/sse/invoices',
    produces: 'text/event-stream',
  })
    .input(LiveInput)
    .output(streamOf(TrackedEvent))
    .subscription(async ({ ctx, input, signal }) =>
      mapPieces(ctx.services.invoice.live(ctx.call, input, signal ?? ctx.signal), toTracked),
    ),
  create: command({
    permission: 'invoice.write',
    summary: 'Bill what has shipped of a sales order',
    rest: 'POST /sales/invoices',
    status: 201,
  })
    .input(CreateInvoiceInput)
    .output(Invoice)
    .mutation(({ ctx, input }) => ctx.services.invoice.create(ctx.call, input)),
  import: command({
    permission: 'invoice.import',
    summary: 'Take in an invoice of another system, once for its source and number',
    rest: 'POST /sales/import/invoice',
    status: 201,
  })
    .input(ImportInvoiceInput)
    .output(Invoice)
    .mutation(({ ctx, input }) => ctx.services.invoice.import(ctx.call, input)),
  importCsv: command({
    permission: 'invoice.import',
    summary: 'Take in the invoices of a CSV, one row a line',
    rest: 'POST /sales/import/invoices/csv',
    consumes: 'text/csv',
    status: 200,
  })
    .input(CsvImportInput)
    .output(CsvImportResult)
    .mutation(({ ctx, input }) => ctx.services.invoice.importCsv(ctx.call, input)),
  importMany: command({
    permission: 'invoice.import',
    summary: 'Take in many invoices, each by itself, with what became of each',
    rest: 'POST /sales/import/invoices',
  })
    .input(ImportInvoicesInput)
    .output(ImportInvoicesResult)
    .mutation(({ ctx, input }) => ctx.services.invoice.importMany(ctx.call, input)),
})
