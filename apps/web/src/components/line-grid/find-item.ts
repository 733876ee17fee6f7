import type { Item } from '@framewright/contracts/item/item.schema'
import { utils } from '~/lib/trpc.ts'

/** Letters from which on the catalogue is searched. */
export const searchFrom = 2
/** Items offered at a time. */
const offered = 8

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
