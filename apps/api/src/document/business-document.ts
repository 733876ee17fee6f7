import type { StoredShop } from '../shop/shop.settings.ts'
import { contentWidth, createPaper, grey, ink, type Paper, page } from './paper.ts'
import { drawTable, type TableColumn, type TableRow } from './table.ts'

/** A letter with a table, as orders, invoices and delivery notes are. */
export interface BusinessDocument {
  /** "Order confirmation". */
  title: string
  number: string
  /** What the PDF calls the day it was made: a day of the document's, so that it is the same file tomorrow. */
  at: Date
  shop: StoredShop
  /** Whom it is for, the name first. */
  to: readonly string[]
  facts: readonly { label: string; value: string }[]
  columns: readonly TableColumn[]
  rows: readonly TableRow[]
  sums: readonly { label: string; value: string; strong?: boolean }[]
  notes: string
}

const small = { size: 8, colour: grey } as const
const plain = { size: 9.5 } as const
const strong = { size: 9.5, weight: 'bold' } as const

/** The document as the bytes of a PDF: A4, the table's head on every page, numbered pages, the shop's footer below. */
export function renderDocument(document: BusinessDocument): Promise<Buffer> {
  const { shop, number, title, at } = document
  const paper = createPaper({ title: `${title} ${number}`, author: shop.name, at })
  const footer = paper.wrap(shop.documentFooter, contentWidth - 90, small)
  const footerTop = page.height - page.bottom - Math.max(1, footer.length) * small.size * 1.32
  const end = footerTop - 18

  let y = letterhead(paper, document)
  const turn = () => {
    paper.addPage()
    paper.text(`${title} ${number}`, page.left, page.top, { size: 9, weight: 'bold' })
    if (shop.name) paper.text(shop.name, page.width - page.right, page.top, { size: 9, colour: grey }, 'right')
    return page.top + 26
  }
  y = drawTable(paper, document.columns, document.rows, { y, end, turn })
  y = sums(paper, document, { y, end, turn })
  notes(paper, document.notes, { y, end, turn })

  paper.eachPage((current, of) => {
    paper.rule(page.left, footerTop - 6, contentWidth)
    paper.block(footer, page.left, footerTop, small)
    paper.text(`Page ${current} of ${of}`, page.width - page.right, footerTop, small, 'right')
  })
  return paper.finish()
}

/** Where one is on the paper: the next free y, the last usable one, and how to go on behind it. */
export interface Flow {
  y: number
  end: number
  /** Begins a page and gives its first free y. */
  turn(): number
}

function letterhead(paper: Paper, { shop, to, facts, title, number }: BusinessDocument): number {
  const right = page.width - page.right
  const about = [
    shop.legalName === shop.name ? '' : shop.legalName,
    ...shop.address.split('\n'),
    shop.phone,
    shop.email,
    shop.taxId && `Tax id ${shop.taxId}`,
  ].flatMap((line) => (line.trim() === '' ? [] : paper.wrap(line, 200, small)))
  const name = paper.wrap(shop.name, contentWidth - 220, { size: 16, weight: 'bold' })
  const below = Math.max(
    paper.block(name, page.left, page.top, { size: 16, weight: 'bold' }),
    paper.block(about, right, page.top + 2, small, 'right'),
    page.top + 44,
  )
  paper.rule(page.left, below + 8, contentWidth)

  // Left where a window of an envelope is, right what one asks for on the phone.
  const top = below + 34
  const [addressee = '', ...address] = to
  let left = paper.block(paper.wrap(addressee, 240, strong), page.left, top, strong)
  left = paper.block(
    address.flatMap((line) => paper.wrap(line, 240, plain)),
    page.left,
    left,
    plain,
  )
  const labels = page.left + 290
  let beside = top
  for (const { label, value } of facts) {
    paper.text(label, labels, beside, { ...plain, colour: grey })
    beside = paper.block(paper.wrap(value, right - labels - 82, plain), labels + 82, beside, plain)
  }
  const under = Math.max(left, beside, top + 76) + 20
  return (
    paper.block(paper.wrap(`${title} ${number}`, contentWidth, { size: 14 }), page.left, under, {
      size: 14,
      weight: 'bold',
    }) + 8
  )
}

function sums(paper: Paper, { sums }: BusinessDocument, flow: Flow): number {
  const right = page.width - page.right
  const step = 16
  const fits = flow.y + 10 + sums.length * step <= flow.end
  let y = (fits ? flow.y : flow.turn()) + 10
  for (const sum of sums) {
    const style = sum.strong ? { size: 11, weight: 'bold' as const, tabular: true } : { ...plain, tabular: true }
    if (sum.strong) {
      paper.rule(right - 220, y - 1, 220, ink)
      y += 5
    }
    paper.text(sum.label, right - 220, y, sum.strong ? style : { ...plain, colour: grey })
    paper.text(sum.value, right, y, style, 'right')
    y += step
  }
  return y
}

function notes(paper: Paper, value: string, flow: Flow): void {
  if (value.trim() === '') return
  let y = flow.y + 18
  for (const line of paper.wrap(value, contentWidth - 120, plain)) {
    const height = paper.heightOf(1, plain)
    if (y + height > flow.end) y = flow.turn()
    y = paper.block([line], page.left, y, plain)
  }
}
