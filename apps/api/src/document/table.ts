import type { Flow } from './business-document.ts'
import { contentWidth, grey, ink, type Paper, page } from './paper.ts'

export interface TableColumn {
  head: string
  /** In points; the one column without takes what the others leave. */
  width?: number
  align?: 'left' | 'right'
}

/** A cell; `below` is a second, quieter line. */
export type TableCell = string | { text: string; below: string }
export type TableRow = readonly TableCell[]

const head = { size: 8, weight: 'bold', colour: grey } as const
const plain = { size: 9 } as const
const figures = { ...plain, tabular: true } as const
const styleOf = (column: PlacedColumn) => (column.align === 'right' ? figures : plain)
const quiet = { size: 7.5, colour: grey } as const
const gap = 8
const padding = 4.5

/** Rows below each other; no row is parted, and every page they go on to begins with the head again. Gives the y below. */
export function drawTable(
  paper: Paper,
  columns: readonly TableColumn[],
  rows: readonly TableRow[],
  flow: Flow,
): number {
  const placed = place(columns)
  let y = drawHead(paper, placed, flow.y)
  for (const row of rows) {
    const cells = placed.map((column, index) => {
      const cell = row[index] ?? ''
      const { text, below } = typeof cell === 'string' ? { text: cell, below: '' } : cell
      return {
        column,
        lines: paper.wrap(text, column.width, styleOf(column)),
        below: below === '' ? [] : paper.wrap(below, column.width, quiet),
      }
    })
    const height = Math.max(
      ...cells.map(({ lines, below }) => paper.heightOf(lines.length, plain) + paper.heightOf(below.length, quiet)),
    )
    if (y + height + 2 * padding > flow.end) y = drawHead(paper, placed, flow.turn())
    for (const { column, lines, below } of cells) {
      const x = column.align === 'right' ? column.x + column.width : column.x
      const under = paper.block(lines, x, y + padding, styleOf(column), column.align)
      paper.block(below, x, under, quiet, column.align)
    }
    y += height + 2 * padding
    paper.rule(page.left, y, contentWidth)
  }
  return y
}

interface PlacedColumn {
  head: string
  x: number
  width: number
  align: 'left' | 'right'
}

function place(columns: readonly TableColumn[]): PlacedColumn[] {
  const fixed = columns.reduce((total, column) => total + (column.width ?? 0), 0)
  const rest = contentWidth - fixed - gap * (columns.length - 1)
  let x = page.left
  return columns.map(({ head, width = rest, align = 'left' }) => {
    const placed = { head, x, width, align }
    x += width + gap
    return placed
  })
}

function drawHead(paper: Paper, columns: readonly PlacedColumn[], y: number): number {
  for (const { head: words, x, width, align } of columns) {
    paper.text(words, align === 'right' ? x + width : x, y, head, align)
  }
  const below = y + paper.heightOf(1, head) + padding
  paper.rule(page.left, below, contentWidth, ink, 0.8)
  return below
}
