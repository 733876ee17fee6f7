import { drawCode } from './code.ts'
import { day } from './format.ts'
import { createPaper, grey, type Paper } from './paper.ts'

/** What stands on a parcel. */
export interface ParcelLabel {
  /** The fulfilment's; its codes hold it too. */
  number: string
  /** The order's or the invoice's. */
  source: string
  dueDate: string | null
  to: { name: string; address: string; phone: string }
}

const mm = 72 / 25.4
/** 100 × 150 mm, the common size of label printers. */
const size: [number, number] = [100 * mm, 150 * mm]
const margin = 6 * mm
const width = size[0] - 2 * margin
const top = margin + 22
/** Where the codes begin, and so where the address has to end. */
const middle = 88 * mm
const qrSide = 34 * mm
const bars = { y: 127 * mm, height: 13 * mm }
/** The quiet zone a scanner needs beside the bars, in modules. */
const quiet = 10

/**
 * Labels for parcels, one a page: where it goes as large as fits, what it is, and the codes that the floor scans.
 * @param at what the PDF calls the day it was made.
 */
export function renderLabels(labels: readonly ParcelLabel[], shopName: string, at: Date): Promise<Buffer> {
  const title = labels.length === 1 ? `Label ${labels[0]?.number}` : 'Labels'
  const paper = createPaper({ title, author: shopName, at, size })
  labels.forEach((label, index) => {
    if (index > 0) paper.addPage()
    drawLabel(paper, label, shopName)
  })
  return paper.finish()
}

function drawLabel(paper: Paper, { number, source, dueDate, to }: ParcelLabel, shopName: string): void {
  const [from = ''] = paper.wrap(shopName, width, { size: 9 })
  paper.text(from, margin, margin, { size: 9, colour: grey })
  paper.rule(margin, margin + 15, width)
  addressee(paper, to)
  paper.rule(margin, middle, width)
  const codes = middle + 10
  paper.code(drawCode('qr', number), margin, codes, qrSide, qrSide)
  const x = margin + qrSide + 14
  const beside = size[0] - margin - x
  let y = paper.block(paper.wrap(number, beside, { size: 22 }), x, codes, { size: 22, weight: 'bold' }) + 6
  y = paper.block(paper.wrap(source, beside, { size: 12 }).slice(0, 3), x, y, { size: 12 })
  if (dueDate !== null) paper.text(`Due ${day(dueDate)}`, x, y + 4, { size: 12, weight: 'bold' })
  const code = drawCode('code128', number)
  const module = width / (code.width + 2 * quiet)
  paper.code(code, margin + quiet * module, bars.y, code.width * module, bars.height)
}

/** In the largest type in which all of it stands above the codes; an address that never does loses its end. */
function addressee(paper: Paper, { name, address, phone }: ParcelLabel['to']): void {
  const room = middle - 8 - top
  const lay = (large: number) => {
    const strong = { size: large, weight: 'bold' as const }
    const plain = { size: large * 0.8 }
    const rest = [...address.split(/\r\n|\r|\n/), phone].filter((line) => line.trim() !== '')
    const names = paper.wrap(name, width, strong)
    const lines = rest.flatMap((line) => paper.wrap(line, width, plain))
    return {
      strong,
      plain,
      names,
      lines,
      height: paper.heightOf(names.length, strong) + paper.heightOf(lines.length, plain),
    }
  }
  const sizes = [24, 21, 18, 15, 13, 11, 9]
  const fitting = sizes.find((large) => lay(large).height <= room) ?? 9
  const { strong, plain, names, lines } = lay(fitting)
  const shown = names.slice(0, Math.floor(room / paper.heightOf(1, strong)))
  const y = paper.block(shown, margin, top, strong)
  const left = Math.max(0, Math.floor((top + room - y) / paper.heightOf(1, plain)))
  paper.block(lines.slice(0, left), margin, y, plain)
}
