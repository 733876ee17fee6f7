import type { ReportColumn } from '@framewright/contracts/report/report.schema'
import { formatFullDay, formatMoney, formatQuantity } from '~/lib/format.ts'

const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' })

/** Whether its cells are figures, which stand right. */
export const isFigure = ({ kind }: ReportColumn): boolean => kind !== 'text' && kind !== 'period'

/** A cell as one reads it. The unit of a percentage stands in its head. */
export function cellText({ kind }: ReportColumn, cell: string): string {
  if (cell === '') return ''
  switch (kind) {
    case 'text':
      return cell
    case 'period':
      if (/^\d{4}-\d{2}-\d{2}$/.test(cell)) return formatFullDay(cell)
      return /^\d{4}-\d{2}$/.test(cell) ? month.format(new Date(`${cell}-01T00:00:00Z`)) : cell
    case 'money':
      return formatMoney(cell)
    case 'count':
    case 'quantity':
    case 'percent':
      return formatQuantity(cell)
  }
}
