import type { StoredShop } from '../shop/shop.settings.ts'
import type { BusinessDocument } from './business-document.ts'
import { quantity } from './format.ts'

/** So much of a material at a place. */
export interface PickLine {
  place: string
  name: string
  sku: string
  quantity: string
  unit: string
}

interface Picking {
  number: string
  at: Date
  shop: StoredShop
  facts: BusinessDocument['facts']
  /** In the order one walks. */
  lines: readonly PickLine[]
  /** What is neither taken nor promised: it is not to be found. */
  short: readonly Omit<PickLine, 'place'>[]
}

/** What to fetch for an order before it is made, place by place. */
export function pickListDocument({ number, at, shop, facts, lines, short }: Picking): BusinessDocument {
  const row = (place: string, line: Omit<PickLine, 'place'>) => [
    place,
    { text: line.name, below: line.sku },
    quantity(line.quantity),
    line.unit,
    '',
  ]
  return {
    title: 'Pick list',
    number,
    at,
    shop,
    to: [],
    facts,
    columns: [
      { head: 'Place', width: 90 },
      { head: 'Material' },
      { head: 'Quantity', width: 70, align: 'right' },
      { head: 'Unit', width: 40 },
      { head: 'Picked', width: 60 },
    ],
    rows: [...lines.map((line) => row(line.place, line)), ...short.map((line) => row('Missing', line))],
    sums: [],
    notes: lines.length + short.length === 0 ? 'Nothing is left to be fetched.' : '',
  }
}
