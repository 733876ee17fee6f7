import * as decimal from '@framewright/contracts/core/decimal'
import type { ReportColumn, ReportSection } from '@framewright/contracts/report/report.schema'
import type { ReadDb } from '@framewright/db/client'
import { type RawBuilder, sql } from 'kysely'
import { shiftDay } from '../core/clock.ts'

/** So many rows of a table are shown, the largest of them; its totals are of all. */
const most = 100
/** Longer periods are told by month. */
const mostDays = 62

export const text = (label: string): ReportColumn => ({ label, kind: 'text' })
export const count = (label: string): ReportColumn => ({ label, kind: 'count' })
export const quantity = (label: string): ReportColumn => ({ label, kind: 'quantity' })
export const money = (label: string): ReportColumn => ({ label, kind: 'money' })
export const percent = (label: string): ReportColumn => ({ label, kind: 'percent' })

/** By day, or by month where the period is long. */
export function grainOf(from: string, to: string) {
  const byDay = (Date.parse(to) - Date.parse(from)) / 86_400_000 < mostDays
  return {
    byDay,
    title: byDay ? 'By day' : 'By month',
    column: { label: byDay ? 'Day' : 'Month', kind: 'period' } as const,
    of: (column: RawBuilder<unknown>) => sql`to_char(${column}, ${sql.lit(byDay ? 'YYYY-MM-DD' : 'YYYY-MM')})`,
  }
}

/** Instants of the shop's days from one to another. */
export const within = (column: RawBuilder<unknown>, from: string, to: string, timeZone: string) =>
  sql`${column} >= ${from}::date::timestamp at time zone ${timeZone}
    and ${column} < ${shiftDay(to, 1)}::date::timestamp at time zone ${timeZone}`

interface Source {
  /** Its cells as texts, in the order of the columns and of the rows. */
  rows: RawBuilder<unknown>
  /** Columns whose figures do not add up. */
  unsummed?: readonly number[]
  /** A column that is one's part of another in percent, so that its total is that of their totals. */
  part?: { column: number; of: number; whole: number }
}

/** @param labels how many columns, from the first, say what a row is. */
export async function table(
  read: ReadDb,
  key: string,
  title: string,
  columns: ReportColumn[],
  labels: number,
  { rows, unsummed = [], part }: Source,
): Promise<ReportSection> {
  const { rows: found } = await sql<Record<string, string>>`select row_to_json(cells) as cells from (
    select * from (${rows}) as cells (${sql.join(columns.map((_, index) => sql.ref(`c${index}`)))})) cells`.execute(
    read,
  )
  const cells = found.map((row) => {
    const record = row.cells as unknown as Record<string, string>
    return columns.map((column, index) => plainly(column, record[`c${index}`] ?? ''))
  })
  return section(key, title, columns, labels, cells, unsummed, part)
}

/** As it is shown: of a table that is not of days, the largest rows; the totals stay of all. */
export function shortened(section: ReportSection): ReportSection {
  if (section.key === 'periods' || section.rows.length <= most) return section
  return { ...section, rows: section.rows.slice(0, most), leftOut: section.rows.length - most }
}

/** A figure without the zeros its column keeps. */
function plainly({ kind }: ReportColumn, cell: string): string {
  if (kind === 'money') return decimal.money(cell)
  return kind === 'quantity' || kind === 'percent' ? decimal.quantity(cell) : cell
}

export function section(
  key: string,
  title: string,
  columns: ReportColumn[],
  labels: number,
  rows: string[][],
  unsummed: readonly number[],
  part?: Source['part'],
): ReportSection {
  const totals = columns.map((column, index) => {
    if (index === 0) return 'Total'
    if (index < labels || unsummed.includes(index)) return ''
    const sum = decimal.sum(rows.map((row) => row[index] ?? '0'))
    return column.kind === 'money' ? decimal.money(sum) : decimal.quantity(sum)
  })
  if (part) totals[part.column] = decimal.percentOf(totals[part.of] ?? '0', totals[part.whole] ?? '0') ?? ''
  return { key, title, columns, rows, totals: rows.length > 0 ? totals : null, leftOut: 0 }
}
