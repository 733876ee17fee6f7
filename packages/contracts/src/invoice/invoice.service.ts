import type { Call } from '../core/context.ts'
import type { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import type { PdfFile } from '../core/files.ts'
import type { ById } from '../core/primitives.ts'
import type { LiveEvent, LiveInput } from '../event/event.schema.ts'
import type {
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

/** Without `invoice.read` a caller sees, finds, exports and hears of their own invoices only. */
export interface InvoiceQueries {
  /** Search finds a part of a number, however it is written, or of the customer's name. */
  list(call: Call, input: InvoiceListInput): Promise<InvoicePage>
  count(call: Call, input: InvoiceCountInput): Promise<InvoiceCount>
  sources(call: Call): Promise<InvoiceSources>
  get(call: Call, input: ById): Promise<Invoice>
  /** An imported one says that it is a copy. */
  pdf(call: Call, input: ById): Promise<PdfFile>
  export(call: Call, input: InvoiceExportInput): AsyncIterable<string>
  /** What happens to invoices and to their goods, as `live.events` tells it. */
  live(call: Call, input: LiveInput, signal: AbortSignal | undefined): AsyncIterable<LiveEvent>
}

export interface InvoiceCommands {
  /**
   * Takes in an invoice of another system, once for its source and number: the same again gives the invoice that is there.
   * @throws DomainError CONFLICT with `differences` when the one that is there says something else; RULE_VIOLATED
   * `invoice.unknownItems` naming each SKU and line that is unknown, where the shop refuses those.
   */
  import(call: Call, input: ImportInvoiceInput): Promise<Invoice>
  /** Each by itself, in order: one that is refused keeps no other out. */
  importMany(call: Call, input: ImportInvoicesInput): Promise<ImportInvoicesResult>
  /** As the others' imports do: tries it where it is a dry run, and lets the good in where that is asked for. */
  importCsv(call: Call, input: CsvImportInput): Promise<CsvImportResult>
  /**
   * Bills what has shipped of an order and is on no invoice yet, under the next number of the year.
   * @throws DomainError RULE_VIOLATED `invoice.nothingToBill`, or `invoice.overBilled` beyond what has shipped.
   */
  create(call: Call, input: CreateInvoiceInput): Promise<Invoice>
}
