import * as decimal from '@framewright/contracts/core/decimal'
import type { Item } from '@framewright/contracts/item/item.schema'
import { utils } from '~/lib/trpc.ts'
import type { LineDraft } from './line-draft.ts'

/** Letters from which on the catalogue is searched. */
export const searchFrom = 2
/** Items offered at a time. */
export const offered = 8

/** What the catalogue offers for a text. Kept for half a minute, so typing back and forth asks once. */
export async function findItems(text: string): Promise<Item[]> {
  const page = await utils.item.list.fetch({ search: text, active: true, limit: offered }, { staleTime: 30_000 })
  return page.items
}

/** The item that a text names beyond doubt: its SKU, or its name where only one has it. */
export async function exactItem(texts: readonly string[]): Promise<Item | undefined> {
  for (const text of texts) {
    const wanted = text.trim().toLowerCase()
    if (wanted === '') continue
    const items = await findItems(text.trim())
    const bySku = items.find((item) => item.sku.toLowerCase() === wanted)
    const byName = items.filter((item) => item.name.toLowerCase() === wanted)
    if (bySku ?? byName.length === 1) return bySku ?? byName[0]
  }
  return undefined
}

/** The line with an item put in: what it last cost is the price to start from, where none has been typed. */
export function withItem(line: LineDraft, item: Item): LineDraft {
  return {
    ...line,
    itemId: item.id,
    sku: item.sku,
    itemName: item.name,
    unit: item.unit,
    available: item.stock.available,
    quantity: line.quantity.trim() === '' ? '1' : line.quantity,
    unitPrice: line.unitPrice.trim() === '' && decimal.isPositive(item.cost) ? item.cost : line.unitPrice,
  }
}

/** The line with free text in place of an item. */
export const withText = (line: LineDraft, itemName: string): LineDraft => ({
  ...line,
  itemId: null,
  sku: null,
  unit: null,
  available: null,
  itemName,
})
