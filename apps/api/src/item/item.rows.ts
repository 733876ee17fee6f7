import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/** An item as a command sees it, locked. */
export interface LockedItem {
  id: number
  sku: string
  name: string
  kind: ItemKind
  unit: string
  version: number
}

/**
 * Holds these items' rows until the transaction ends, in one order, also against new documents that would refer to them.
 * Those that do not exist are left out.
 */
export function lockItems(tx: Tx, ids: readonly number[]): Promise<LockedItem[]> {
  if (ids.length === 0) return Promise.resolve([])
  return run(
    tx,
    build
      .selectFrom('item')
      .select(['id', 'sku', 'name', 'kind', 'unit', 'version'])
      .where('id', 'in', ids)
      .orderBy('id')
      .forUpdate(),
  )
}

export async function lockItem(tx: Tx, id: number): Promise<LockedItem> {
  const [item] = await lockItems(tx, [id])
  if (item === undefined) throw notFound('item', id)
  return item
}

/**
 * Holds an item's balances before the item itself, as those do who move its stock: its name stands beside its stock too, and
 * two who took the one and the other would wait for each other.
 */
export async function holdForRename(tx: Tx, id: number): Promise<void> {
  await run(
    tx,
    build
      .selectFrom('stock_balance')
      .select('location_id')
      .where('item_id', '=', id)
      .orderBy('item_id')
      .orderBy('location_id')
      .forUpdate(),
  )
}

/** @throws DomainError RULE_VIOLATED for a frame, whose size and stages only a change of the frame knows. */
export function requireNoFrame(item: LockedItem): void {
  if (item.kind !== 'FRAME') return
  throw ruleViolated('item.frame', `${item.name} (${item.sku}) is a frame. Change it among the frames.`, {
    itemId: item.id,
  })
}

/** The unique index has the last word; this says it better in all but a race. */
export async function requireFreeSku(tx: Tx, sku: string): Promise<void> {
  const taken = await run(
    tx,
    build.selectFrom('item').select('id').where(sql`lower(sku)`, '=', sql`lower(${sku}::text)`).limit(1),
  )
  if (taken.length > 0) throw new DomainError('DUPLICATE', `The SKU ${sku} is taken.`, { field: 'sku', value: sku })
}

/** @throws DomainError INVALID_INPUT when there is no such category. The row stays until the transaction ends. */
export async function requireCategory(tx: Tx, categoryId: number | null | undefined): Promise<void> {
  if (categoryId === null || categoryId === undefined) return
  const found = await run(tx, build.selectFrom('category').select('id').where('id', '=', categoryId).forKeyShare())
  if (found.length === 0) throw invalid('categoryId', `There is no category ${categoryId}`)
}
