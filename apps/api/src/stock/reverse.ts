import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { DomainError, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ReverseInput } from '@framewright/contracts/stock/stock.schema'
import { sql } from 'kysely'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { post, take } from './ledger.ts'
import { reversibleSources } from './movement.sql.ts'
import { averageCosts } from './moving-average.ts'
import { requirePlace } from './place.ts'

const instead: Record<string, string> = {
  purchaseOrder: 'a delivery, and the purchase order counts it as received. Adjust or scrap what went back',
  shipment: 'a shipment, and the sales order counts it as shipped. Adjust the stock when it comes back',
  fulfilment: 'a fulfilment, which says what was picked and sent. Take its last step back instead',
  customerReturn: 'a return, which says what came back. Adjust the stock instead',
  inspection: 'an inspection, which says what passed. Transfer, adjust or scrap it instead',
  nonConformance: 'a non-conformance, which says what became of it. Transfer or adjust it instead',
  task: 'finished work, and the task says it was done. Adjust or scrap what it made',
  stockCount: 'a stock count, which says what was found. Count again, or adjust',
}

/**
 * Posts a movement's opposite, once, now, and at the movement's own cost, so that the item's cost is what it would be
 * without either.
 * @throws DomainError NOT_FOUND, CONFLICT when it was reversed before, RULE_VIOLATED for a document's movement or a
 * reversal, INSUFFICIENT_STOCK when what came is no longer there or is reserved.
 */
export async function reverse(tx: Tx, emit: Emit, call: Call, input: ReverseInput): Promise<number[]> {
  const { movementId, reason } = input
  const movement = await lockMovement(tx, movementId)
  requireReversible(movement)
  if (movement.reversal !== null) {
    throw new DomainError('CONFLICT', 'This movement has been reversed already.', {
      movementId,
      reversedBy: movement.reversal,
    })
  }
  const { itemId, quantity, unitCost, fromId, toId } = movement
  if (movement.fromReal) await requirePlace(tx, fromId, 'movementId')
  if (movement.toReal) await take(tx, [{ itemId, quantity, locationId: toId }], toId)
  const ids = await post(tx, call, { type: 'reversal', id: null, operation: `of-${movementId}` }, [
    { itemId, fromId: toId, toId: fromId, quantity, unitCost, reason, reverses: movementId },
  ])
  if (movement.fromReal !== movement.toReal) {
    const back = movement.fromReal ? quantity : decimal.subtract('0', quantity)
    await averageCosts(tx, [{ itemId, quantity: back, unitPrice: unitCost }])
  }
  emit({
    entity: 'stock',
    id: itemId,
    what: 'reversed',
    payload: { sku: movement.sku, movementId, quantity: decimal.quantity(quantity), reason },
  })
  return ids
}

interface LockedMovement {
  itemId: number
  sku: string
  quantity: string
  unitCost: string
  fromId: number
  fromReal: boolean
  toId: number
  toReal: boolean
  sourceType: string
  reverses: number | null
  reversal: number | null
}

/** Two who reverse the same movement come one after the other: the second sees the first's reversal. */
async function lockMovement(tx: Tx, id: number): Promise<LockedMovement> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.reversal'), ${id % 2 ** 31}::int)`
  const [row] = await run(
    tx,
    build
      .selectFrom('stock_movement as movement')
      .innerJoin('item', 'item.id', 'movement.item_id')
      .innerJoin('location as source', 'source.id', 'movement.from_id')
      .innerJoin('location as target', 'target.id', 'movement.to_id')
      .leftJoin('stock_movement as reversal', 'reversal.reverses_id', 'movement.id')
      .select(['movement.item_id as itemId', 'item.sku', 'movement.source_type as sourceType'])
      .select(['movement.from_id as fromId', 'movement.to_id as toId'])
      .select([
        sql<string>`movement.quantity::text`.as('quantity'),
        sql<string>`movement.unit_cost::text`.as('unitCost'),
        sql<boolean>`not source.allow_negative`.as('fromReal'),
        sql<boolean>`not target.allow_negative`.as('toReal'),
        sql<number | null>`movement.reverses_id::float8`.as('reverses'),
        sql<number | null>`reversal.id::float8`.as('reversal'),
      ])
      .where('movement.id', '=', id),
  )
  if (row === undefined) throw notFound('movement', id)
  return row
}

function requireReversible(movement: LockedMovement): void {
  if (movement.reverses !== null) {
    throw ruleViolated('stock.reversal', 'This movement is a reversal itself. Post the movement anew instead.', {})
  }
  if (reversibleSources.has(movement.sourceType)) return
  const what = instead[movement.sourceType] ?? 'a document, which says that it happened. Correct it there'
  throw ruleViolated('stock.documented', `This movement belongs to ${what}.`, { sourceType: movement.sourceType })
}
