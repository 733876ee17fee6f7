import * as decimal from '@framewright/contracts/core/decimal'
import type { Movement } from '@framewright/contracts/stock/stock.schema'
import type { ReadDb } from '@framewright/db/client'

/**
 * What may be reversed: movements that are their own document, so that nothing else says that they happened. The others
 * belong to a document that would go on saying so, and are undone or made good where that document is.
 */
export const reversibleSources: ReadonlySet<string> = new Set([
  'transfer',
  'adjustment',
  'scrap',
  'item',
  'frame',
  'importRun',
])

/** The ledger's movements with the names of what they are about. */
export const selectMovements = (read: ReadDb) =>
  read
    .selectFrom('stock_movement as movement')
    .innerJoin('item', 'item.id', 'movement.item_id')
    .innerJoin('location as source', 'source.id', 'movement.from_id')
    .innerJoin('location as target', 'target.id', 'movement.to_id')
    .leftJoin('stock_movement as reversal', 'reversal.reverses_id', 'movement.id')
    .leftJoin('app_user as actor', 'actor.id', 'movement.actor_id')
    .select(['movement.id', 'item.id as item_id', 'item.sku', 'item.name', 'item.unit', 'movement.quantity'])
    .select(['source.id as from_id', 'source.name as from', 'source.usage as from_usage'])
    .select(['target.id as to_id', 'target.name as to', 'target.usage as to_usage'])
    .select(['movement.source_type', 'movement.source_id', 'movement.reason', 'actor.username as actor'])
    .select(['movement.unit_cost', 'movement.reverses_id', 'reversal.id as reversed_by'])
    .select(['movement.effective_at', 'movement.recorded_at'])

export type MovementRow = Awaited<ReturnType<ReturnType<typeof selectMovements>['executeTakeFirstOrThrow']>>

export const toMovement = (row: MovementRow): Movement => ({
  id: row.id,
  itemId: row.item_id,
  sku: row.sku,
  name: row.name,
  unit: row.unit,
  fromId: row.from_id,
  from: row.from,
  fromUsage: row.from_usage,
  toId: row.to_id,
  to: row.to,
  toUsage: row.to_usage,
  quantity: decimal.quantity(row.quantity),
  unitCost: decimal.unitPrice(row.unit_cost),
  reversible: reversibleSources.has(row.source_type) && row.reverses_id === null && row.reversed_by === null,
  reversedById: row.reversed_by,
  sourceType: row.source_type,
  sourceId: row.source_id,
  reason: row.reason,
  actor: row.actor,
  effectiveAt: row.effective_at.toISOString(),
  recordedAt: row.recorded_at.toISOString(),
})
