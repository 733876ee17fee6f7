import { drawCode } from './code.ts'
import { createPaper, grey } from './paper.ts'

/** What stands on a badge. */
export interface BadgeCard {
  name: string
  jobTitle: string
  /** What the terminals scan. */
  code: string
}

const mm = 72 / 25.4
/** 54 × 86 mm: a card as it goes into a holder, upright. */
const size: [number, number] = [54 * mm, 86 * mm]
const margin = 5 * mm
const width = size[0] - 2 * margin
const side = 38 * mm
const codeTop = size[1] - margin - side

/** A badge to print and wear: whose it is, and the code. At most two lines of name and one of title, so the code keeps its place. */
export function renderBadge({ name, jobTitle, code }: BadgeCard, shopName: string, at: Date): Promise<Buffer> {
  const paper = createPaper({ title: `Badge of ${name}`, author: shopName, at, size })
  const [shop = ''] = paper.wrap(shopName, width, { size: 8 })
  paper.text(shop, margin, margin, { size: 8, colour: grey })
  const strong = { size: 15, weight: 'bold' } as const
  const below = paper.block(paper.wrap(name, width, strong).slice(0, 2), margin, margin + 16, strong)
  const [title = ''] = paper.wrap(jobTitle, width, { size: 10 })
  paper.text(title, margin, below + 2, { size: 10 })
  paper.code(drawCode('qr', code), (size[0] - side) / 2, codeTop, side, side)
  return paper.finish()
}
