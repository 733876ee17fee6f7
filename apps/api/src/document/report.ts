import type { PeriodReport, ReportColumn, ReportSection } from '@framewright/contracts/report/report.schema'
import type { StoredShop } from '../shop/shop.settings.ts'
import { amount, day, quantity } from './format.ts'
import { contentWidth, createPaper, grey, type Paper, page } from './paper.ts'
import { drawTable, type TableColumn } from './table.ts'

const small = { size: 8, colour: grey } as const

/** A report as PDF: its tables under each other, each under its name; numbered pages. */
export function renderReport(report: PeriodReport, shop: StoredShop): Promise<Buffer> {
  const title = `${report.title}, ${day(report.from)} to ${day(report.to)}`
  const paper = createPaper({ title, author: shop.name, at: new Date(`${report.to}T00:00:00Z`) })
  const end = page.height - page.bottom - 20
  const turn = () => {
    paper.addPage()
    paper.text(title, page.left, page.top, { size: 9, weight: 'bold' })
    return page.top + 26
  }

  let y: number = page.top
  if (shop.name) y = paper.block([shop.name], page.left, y, { size: 9, colour: grey })
  y = paper.block(paper.wrap(report.title, contentWidth, { size: 16, weight: 'bold' }), page.left, y, {
    size: 16,
    weight: 'bold',
  })
  const scope = `${day(report.from)} to ${day(report.to)}, days of ${report.timeZone}; amounts in ${report.currency}`
  y = paper.block([scope], page.left, y + 2, { size: 9, colour: grey }) + 14

  for (const section of report.sections) {
    // A name alone at the foot of a page says nothing.
    if (y + 70 > end) y = turn()
    y = paper.block([section.title], page.left, y, { size: 11, weight: 'bold' }) + 6
    y = drawSection(paper, section, { y, end, turn }) + 24
  }
  paper.eachPage((current, of) => {
    paper.text(`Page ${current} of ${of}`, page.width - page.right, page.height - page.bottom, small, 'right')
  })
  return paper.finish()
}

function drawSection(paper: Paper, section: ReportSection, flow: { y: number; end: number; turn(): number }): number {
  if (section.rows.length === 0) return paper.block(['Nothing in this period.'], page.left, flow.y, { size: 9 })
  const written = (row: readonly string[]) => row.map((cell, index) => write(section.columns[index], cell))
  const rows = section.rows.map(written)
  if (section.totals) rows.push(written(section.totals))
  const y = drawTable(paper, placed(section.columns), rows, flow)
  if (section.leftOut === 0) return y
  const more = `The ${section.rows.length} largest; ${section.leftOut} more are in the total.`
  return paper.block([more], page.left, y + 4, small)
}

/** Figures get a column of their width; the one column of words that is widest takes what they leave. */
function placed(columns: readonly ReportColumn[]): TableColumn[] {
  const words = columns.findLastIndex((column) => column.kind === 'text' && column.label !== 'Unit')
  const widest = words === -1 ? 0 : words
  return columns.map(({ label, kind }, index) => ({
    head: label,
    ...(index === widest ? {} : { width: kind === 'text' ? (label === 'Unit' ? 34 : 70) : 66 }),
    ...(kind === 'text' || kind === 'period' ? {} : { align: 'right' as const }),
  }))
}

function write(column: ReportColumn | undefined, cell: string): string {
  if (cell === '' || column === undefined) return cell
  switch (column.kind) {
    case 'text':
      return cell
    case 'period':
      return /^\d{4}-\d{2}-\d{2}$/.test(cell) ? day(cell) : cell
    case 'money':
      return amount(cell)
    case 'percent':
    case 'count':
    case 'quantity':
      return quantity(cell)
  }
}
