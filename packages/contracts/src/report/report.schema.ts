import { z } from 'zod'
import { Day, Id } from '../core/primitives.ts'
import { reportKinds } from './report.kinds.ts'

export const ReportKind = z.enum(reportKinds)
export type ReportKind = z.infer<typeof ReportKind>

/** The longest period, in days: five years. */
export const mostReportDays = 1830

const period = { from: Day, to: Day }
const inOrder = ({ from, to }: { from: string; to: string }) =>
  from <= to && (Date.parse(to) - Date.parse(from)) / 86_400_000 < mostReportDays
const wrongPeriod = { message: 'A period ends on or after the day it begins, and is five years at most', path: ['to'] }

/** Both days included, in the shop's time zone. */
export const PeriodInput = z.object(period).refine(inOrder, wrongPeriod)
export type PeriodInput = z.infer<typeof PeriodInput>

/** As CSV, one table with all of its rows: the first table when none is named. */
export const PeriodCsvInput = z
  .object({ ...period, section: z.string().max(40).optional() })
  .refine(inOrder, wrongPeriod)
export type PeriodCsvInput = z.infer<typeof PeriodCsvInput>

export const ReportColumn = z.object({
  label: z.string(),
  /** How a cell is written; every cell is a string, figures as decimal strings. */
  kind: z.enum(['text', 'period', 'count', 'quantity', 'money', 'percent']),
})
export type ReportColumn = z.infer<typeof ReportColumn>

/** A table of a report. */
export const ReportSection = z.object({
  /** Names it in a link: "customers". */
  key: z.string(),
  title: z.string(),
  columns: z.array(ReportColumn),
  rows: z.array(z.array(z.string())),
  /** The sums of its columns; empty where a column has none. Of all rows, also of those left out. */
  totals: z.array(z.string()).nullable(),
  /** How many rows there are, where only the largest are shown. */
  leftOut: z.int(),
})
export type ReportSection = z.infer<typeof ReportSection>

/** What happened in a period. */
export const PeriodReport = z.object({
  kind: ReportKind,
  title: z.string(),
  from: Day,
  to: Day,
  timeZone: z.string(),
  currency: z.string(),
  sections: z.array(ReportSection),
})
export type PeriodReport = z.infer<typeof PeriodReport>

/** These fulfilments; all that wait to be picked when not given. */
export const PickListFileInput = z.object({ ids: z.array(Id).min(1).max(200).optional() })
export type PickListFileInput = z.infer<typeof PickListFileInput>
