import type { Api } from './shop.ts'

/** Makes an item for each SKU and gives their ids in that order. */
export async function createItems<const Skus extends readonly string[]>(
  api: Api,
  skus: Skus,
): Promise<{ [K in keyof Skus]: number }> {
  const ids: number[] = []
  for (const sku of skus) ids.push((await api.item.create({ sku, name: `Item ${sku}` })).id)
  return ids as { [K in keyof Skus]: number }
}

/** The rows of a CSV, its last line end taken off. */
export async function rowsOf(csv: AsyncIterable<string>): Promise<string[]> {
  let text = ''
  for await (const piece of csv) text += piece
  return text.replace(/\r\n$/, '').split('\r\n')
}
