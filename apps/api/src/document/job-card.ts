import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { StoredShop } from '../shop/shop.settings.ts'
import { drawCode } from './code.ts'
import { drawElevation, type Elevation } from './elevation.ts'
import { quantity } from './format.ts'
import { contentWidth, createPaper, grey, type Paper, page } from './paper.ts'
import { drawTable } from './table.ts'

/** What goes along with the work through the shop, on paper. */
export interface JobCard {
  /** The order's: its codes hold it too. */
  number: string
  at: Date
  shop: StoredShop
  /** What is made. */
  item: { name: string; sku: string; unit: string }
  /** Its drawing, where it is a frame. */
  frame: Elevation | null
  facts: readonly { label: string; value: string }[]
  tasks: readonly { id: number; kind: TaskKind; quantity: string; person: string | null }[]
  materials: readonly { name: string; sku: string; stage: TaskKind | null; quantity: string; unit: string }[]
  notes: string
}

const stageWords: Record<TaskKind, string> = { ASSEMBLY: 'Assembly', GLAZING: 'Glazing', INSTALLATION: 'Installation' }
const plain = { size: 9.5 } as const
const small = { size: 8, colour: grey } as const
const drawing = 190
const qr = 54

/**
 * A job card as the bytes of a PDF: what to make with its drawing, a code of the order, a row to scan and sign for each
 * task, and the materials. A task's code opens it at the bench.
 */
export function renderJobCard(card: JobCard): Promise<Buffer> {
  const { number, shop, at } = card
  const paper = createPaper({ title: `Job card ${number}`, author: shop.name, at })
  const end = page.height - page.bottom - 18
  const turn = () => {
    paper.addPage()
    paper.text(`Job card ${number}`, page.left, page.top, { size: 9, weight: 'bold' })
    return page.top + 26
  }
  let y = head(paper, card)
  for (const task of card.tasks) {
    if (y + qr + 14 > end) y = turn()
    y = taskRow(paper, task, card.item.unit, y)
  }
  if (card.materials.length > 0) {
    const columns = [
      { head: 'Material' },
      { head: 'Stage', width: 80 },
      { head: 'Quantity', width: 70, align: 'right' as const },
      { head: 'Unit', width: 40 },
    ]
    const rows = card.materials.map((line) => [
      { text: line.name, below: line.sku },
      line.stage === null ? '' : stageWords[line.stage],
      quantity(line.quantity),
      line.unit,
    ])
    y = drawTable(paper, columns, rows, { y: y + 14 > end ? turn() : y + 14, end, turn })
  }
  for (const line of card.notes.trim() === '' ? [] : paper.wrap(card.notes, contentWidth, plain)) {
    if (y + 30 > end) y = turn() - 14
    y = paper.block([line], page.left, y + 14, plain) - 14
  }
  paper.eachPage((current, of) => {
    paper.text(`Page ${current} of ${of}`, page.width - page.right, page.height - page.bottom - 8, small, 'right')
    if (shop.name) paper.text(shop.name, page.left, page.height - page.bottom - 8, small)
  })
  return paper.finish()
}

function head(paper: Paper, { number, item, frame, facts }: JobCard): number {
  const right = page.width - page.right
  paper.text('Job card', page.left, page.top, small)
  paper.text(number, page.left, page.top + 12, { size: 18, weight: 'bold', tabular: true })
  const bars = drawCode('code128', number)
  const width = Math.min(bars.width * 1.1, 220)
  paper.code(bars, right - width, page.top, width, 34)
  const top = page.top + 52
  paper.rule(page.left, top - 8, contentWidth)
  if (frame !== null) drawElevation(paper, frame, page.left, top, drawing)
  const x = frame === null ? page.left : page.left + drawing + 24
  const room = right - x
  let y = paper.block(paper.wrap(item.name, room, { size: 15 }), x, top, { size: 15, weight: 'bold' })
  y = paper.block([item.sku], x, y, small) + 6
  for (const { label, value } of facts) {
    paper.text(label, x, y, { ...plain, colour: grey })
    y = paper.block(paper.wrap(value, room - 80, plain), x + 80, y, plain) + 1
  }
  const below = frame === null ? y : Math.max(y, top + drawing + 6)
  paper.rule(page.left, below + 8, contentWidth)
  return below + 18
}

/** What to scan, what to do, and room to write what was done by whom. */
function taskRow(paper: Paper, task: JobCard['tasks'][number], unit: string, y: number): number {
  const right = page.width - page.right
  const code = `T-${task.id}`
  paper.code(drawCode('qr', code), page.left, y, qr, qr)
  const x = page.left + qr + 16
  paper.text(stageWords[task.kind], x, y + 2, { size: 12, weight: 'bold' })
  paper.text(`${quantity(task.quantity)} ${unit}`, x, y + 19, { ...plain, tabular: true })
  paper.text(task.person ?? 'Whoever takes it', x, y + 32, plain)
  paper.text(code, x, y + 45, small)
  let at = right
  for (const label of ['Done by', 'Day', 'Lost', 'Good']) {
    const width = label === 'Done by' ? 100 : 58
    paper.rule(at - width + 6, y + 38, width - 6)
    paper.text(label, at - width + 6, y + 42, small)
    at -= width
  }
  paper.rule(page.left, y + qr + 7, contentWidth)
  return y + qr + 14
}
