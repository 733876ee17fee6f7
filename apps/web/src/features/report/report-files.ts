import { type ReportKind, reports } from '@framewright/contracts/report/report.kinds'
import { exportUrl } from '~/lib/export-url.ts'
import { downloadFile } from '~/lib/fetch-file.ts'
import type { Days } from './report-period.ts'

/** What a file of a report is called: "sales-2026-11-01-2026-11-30.pdf". */
const nameOf = (kind: ReportKind, { from, to }: Days, section = '') =>
  [reports[kind].path, section, from, to].filter((part) => part !== '').join('-')

/** The report on paper, all of its tables. */
export const downloadPdf = (kind: ReportKind, days: Days): Promise<void> =>
  downloadFile(exportUrl(`/api/reports/${reports[kind].path}/pdf`, { ...days }), `${nameOf(kind, days)}.pdf`)

/** One table, all of its rows. */
export const downloadCsv = (kind: ReportKind, days: Days, section: string): Promise<void> =>
  downloadFile(
    exportUrl(`/api/reports/${reports[kind].path}/csv`, { ...days, section }),
    `${nameOf(kind, days, section)}.csv`,
  )
