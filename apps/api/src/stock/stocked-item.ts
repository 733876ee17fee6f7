import { DomainError, invalid, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import { comesWhole } from '@framewright/contracts/item/units'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/** An item as a stock command names it. */
export interface StockedItem {
  id: number
  sku: string
  name: string
  kind: ItemKind
  unit: string
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
      .select(['id', 'sku', 'name', 'kind', 'unit'])
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

/** What is counted in whole pieces, or measured. */
export type CountedItem = Pick<StockedItem, 'sku' | 'name' | 'kind' | 'unit'>

/**
 * @param of what it is a part of: of what is broken itself, a part may be.
 * @throws DomainError INVALID_INPUT for a broken piece of what is counted. What is measured may be broken, and so may a service.
 */
export function requirePieces(item: CountedItem, quantity: string, path = 'quantity', of?: string): void {
  if (item.kind === 'SERVICE' || comesWhole(quantity, item.unit)) return
  if (of !== undefined && !comesWhole(of, item.unit)) return
  const what = item.kind === 'FRAME' ? 'is a frame, and frames are' : 'is'
  throw invalid(path, `${item.name} (${item.sku}) ${what} counted in whole pieces`)
}

/** So much of an item, as a request names it. */
export interface AskedPart {
  itemId: number
  quantity: string
  path: string
  of?: string
}

/** The same of many whose units are not known yet; nothing is read where all of them are whole numbers. */
export async function requirePiecesOf(tx: Tx, parts: readonly AskedPart[]): Promise<void> {
  const broken = parts.filter(({ quantity }) => !comesWhole(quantity, 'each'))
  if (broken.length === 0) return
  const items = await run(
    tx,
    build
      .selectFrom('item')
      .select(['id', 'sku', 'name', 'kind', 'unit'])
      .where('id', 'in', [...new Set(broken.map(({ itemId }) => itemId))]),
  )
  for (const { itemId, quantity, path, of } of broken) {
    const item = items.find(({ id }) => id === itemId)
    if (item !== undefined) requirePieces(item, quantity, path, of)
  }
}

/**
 * The same of what lies somewhere: where a part of a piece lies, as work that takes a third of a cartridge leaves it, it can be
 * moved, counted and thrown away.
 * @param locationId where it lies; not given: at any place of ours.
 */
export async function requirePiecesAt(
  tx: Tx,
  item: StockedItem,
  quantity: string,
  locationId: number | undefined,
  path = 'quantity',
): Promise<void> {
  if (comesWhole(quantity, item.unit)) return
  const held = await run(
    tx,
    build
      .selectFrom('stock_balance')
      .select(sql<string>`trim_scale(on_hand)::text`.as('onHand'))
      .where('item_id', '=', item.id)
      .where('usage', 'not in', ['SUPPLIER', 'CUSTOMER', 'SCRAP', 'ADJUSTMENT'])
      .$if(locationId !== undefined, (query) => query.where('location_id', '=', locationId ?? 0)),
  )
  requirePieces(item, quantity, path, held.find(({ onHand }) => !comesWhole(onHand, item.unit))?.onHand)
}
