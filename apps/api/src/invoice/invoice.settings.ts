import type { Tx } from '../core/sql.ts'

/** What an import does with an item there is none of. */
export type UnknownItems = 'refuse' | 'create'

/** The row of `setting` that says it. */
export const unknownItemsKey = 'invoice.unknownItems'

/** Refuses them where nobody has said otherwise: a mistyped SKU should not become an item. */
export async function unknownItems(tx: Pick<Tx, 'setting'>): Promise<UnknownItems> {
  const row = await tx.setting.findUnique({ where: { key: unknownItemsKey } })
  return row?.value === 'create' ? 'create' : 'refuse'
}
