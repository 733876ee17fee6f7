import type { Call } from '../core/context.ts'
import type { PdfFile } from '../core/files.ts'
import type { PeriodCsvInput, PeriodInput, PeriodReport, PickListFileInput, ReportKind } from './report.schema.ts'

/** What happened in a period, and the papers of a day, to print and to calculate with. */
export interface ReportQueries {
  period(call: Call, kind: ReportKind, input: PeriodInput): Promise<PeriodReport>
  periodPdf(call: Call, kind: ReportKind, input: PeriodInput): Promise<PdfFile>
  periodCsv(call: Call, kind: ReportKind, input: PeriodCsvInput): AsyncIterable<string>
  pickListPdf(call: Call, input: PickListFileInput): Promise<PdfFile>
  pickListCsv(call: Call, input: PickListFileInput): AsyncIterable<string>
  deliveryNotePdf(call: Call, input: { id: number }): Promise<PdfFile>
  deliveryNoteCsv(call: Call, input: { id: number }): AsyncIterable<string>
  purchaseOrderCsv(call: Call, input: { id: number }): AsyncIterable<string>
}
