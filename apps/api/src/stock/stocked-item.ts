import { DomainError, invalid, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import { build, run, type Tx } from '../core/sql.ts'

/** An item as a stock command names it. */
export interface StockedItem {
  id: number
  sku: string
  name: string
  kind: ItemKind
}

/**
 * These items, of which there can be stock, by id.
 * @param path where the request names each, for the error: "itemId", or "itemIds.3".
 * @throws DomainError INVALID_INPUT naming every item that does not exist, RULE_VIOLATED for a service.
 */
export async function stockedItems(
  tx: Tx,
  ids: readonly number[],
  path: (index: number) => string = () => 'itemId',
): Promise<Map<number, StockedItem>> {
  if (ids.length === 0) return new Map()
  const rows = await run(
    tx,
    build
      .selectFrom('item')
      .select(['id', 'sku', 'name', 'kind'])
      .where('id', 'in', [...new Set(ids)]),
  )
  const items = new Map(rows.map((row) => [row.id, row]))
  const fields = ids.flatMap((id, index) =>
    items.has(id) ? [] : [{ path: path(index), message: `There is no item ${id}` }],
  )
  if (fields.length > 0) {
    const message = fields.map((field) => `${field.path}: ${field.message}`).join('; ')
    throw new DomainError('INVALID_INPUT', message, { fields })
  }
  const service = rows.find((row) => row.kind === 'SERVICE')
  if (service !== undefined) {
    throw ruleViolated('stock.service', `${service.name} (${service.sku}) is a service, of which there is no stock.`, {
      itemId: service.id,
    })
  }
  return items
}

/** One such item. */
export async function stockedItem(tx: Tx, id: number): Promise<StockedItem> {
  const [item] = (await stockedItems(tx, [id])).values()
  if (item === undefined) throw new Error('An item that was found is not there')
  return item
}

/** @throws DomainError INVALID_INPUT for a broken frame. What is measured may be broken. */
export function requirePieces(item: StockedItem, quantity: string, path = 'quantity'): void {
  if (item.kind === 'FRAME' && !/^\d+(\.0+)?$/.test(quantity)) {
    throw invalid(path, `${item.name} (${item.sku}) is a frame, and frames are counted in whole pieces`)
  }
}
