import { ruleViolated } from '@framewright/contracts/errors'
import type { UpdateItemInput } from '@framewright/contracts/item/item.schema'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { stockedOrOrdered, unfitBomUnit } from './item.references.ts'
import { type LockedItem, requireFreeSku, requireNoFrame } from './item.rows.ts'

/**
 * Writes a change to an item that the caller holds. Everything that can be refused is refused before anything is written.
 * The caller has seen to it that the category is there.
 * @throws DomainError RULE_VIOLATED for a frame or a unit that is in use, DUPLICATE for a SKU that is taken.
 */
export async function changeItem(
  tx: Tx,
  emit: Emit,
  item: LockedItem,
  change: Omit<UpdateItemInput, 'id' | 'version'>,
  now: Date,
): Promise<void> {
  requireNoFrame(item)
  const changes = definedOnly(change)
  if (Object.keys(changes).length === 0) return
  if (changes.sku !== undefined && changes.sku.toLowerCase() !== item.sku.toLowerCase())
    await requireFreeSku(tx, changes.sku)
  if (changes.unit !== undefined && changes.unit !== item.unit) await requireUnitChange(tx, item, changes.unit)
  if (changes.cost !== undefined) await requireNoneHeld(tx, item)
  await tx.item.update({ where: { id: item.id }, data: { ...changes, version: { increment: 1 }, updatedAt: now } })
  emit({ entity: 'item', id: item.id, what: 'updated', payload: { changed: Object.keys(changes) } })
}

/**
 * The cost of what is held is the average of what it came at, and writing another would revalue the stock without a reason.
 * The caller holds the item, so that nothing is posted meanwhile.
 * @throws DomainError RULE_VIOLATED while some of it is held at a real place.
 */
export async function requireNoneHeld(tx: Tx, item: { id: number; name: string; sku: string }): Promise<void> {
  const held = await tx.stockBalance.findFirst({
    where: { itemId: item.id, onHand: { not: 0 }, location: { allowNegative: false } },
    select: { itemId: true },
  })
  if (held === null) return
  throw ruleViolated(
    'item.costKept',
    `Some ${item.name} (${item.sku}) is in stock, and its cost is the average of what it came at. Adjust the stock at another cost instead.`,
    { itemId: item.id },
  )
}

async function requireUnitChange(tx: Tx, item: LockedItem, unit: string): Promise<void> {
  const used = await stockedOrOrdered(tx, item.id)
  if (used !== undefined) {
    throw ruleViolated(
      'item.unitInUse',
      `${item.name} (${item.sku}) ${used.how} in ${item.unit}, so its unit cannot change. Create another item in ${unit}.`,
      { itemId: item.id, unit: item.unit, referredBy: used.entity },
    )
  }
  const taken = await unfitBomUnit(tx, item.id, unit)
  if (taken !== undefined) {
    throw ruleViolated(
      'item.unitInUse',
      `A bill of materials takes ${item.name} (${item.sku}) in ${taken}, which does not convert to ${unit}.`,
      { itemId: item.id, unit: taken, referredBy: 'bom' },
    )
  }
}
