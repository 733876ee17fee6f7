import { DomainError } from '@framewright/contracts/errors'
import { build, run, type Tx } from '../core/sql.ts'

/**
 * Makes the counts of one place come one after the other until the transaction ends, so that no item gets into two of
 * them: both would post the same difference.
 */
export async function holdCountsOf(tx: Tx, locationId: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.stockCount'), ${locationId}::int)`
}

/** What lies at the place, counted or not: what a count of everything goes through. */
export async function itemsAt(tx: Tx, locationId: number): Promise<number[]> {
  const rows = await run(
    tx,
    build
      .selectFrom('stock_balance')
      .select('item_id')
      .where('location_id', '=', locationId)
      .where('on_hand', '<>', '0'),
  )
  return rows.map((row) => row.item_id)
}

/** @throws DomainError CONFLICT naming the open count of this place that has one of the items already. */
export async function requireUncounted(tx: Tx, locationId: number, itemIds: readonly number[]): Promise<void> {
  if (itemIds.length === 0) return
  const [taken] = await run(
    tx,
    build
      .selectFrom('stock_count')
      .innerJoin('stock_count_line as line', 'line.count_id', 'stock_count.id')
      .innerJoin('item', 'item.id', 'line.item_id')
      .select(['stock_count.id', 'stock_count.number', 'item.id as itemId', 'item.sku', 'item.name'])
      .where('stock_count.location_id', '=', locationId)
      .where('stock_count.status', '=', 'OPEN')
      .where('line.item_id', 'in', itemIds)
      .orderBy('item.id')
      .limit(1),
  )
  if (taken === undefined) return
  throw new DomainError(
    'CONFLICT',
    `${taken.name} (${taken.sku}) is being counted here in ${taken.number}. Enter it there, or cancel that count first.`,
    { stockCountId: taken.id, number: taken.number, itemId: taken.itemId },
  )
}

/**
 * Puts items on a count's list with what the ledger says now, behind the lock of their balances: whoever posts at this
 * moment has either posted before the snapshot, or posts after it.
 */
export async function snapshot(tx: Tx, countId: number, locationId: number, itemIds: readonly number[]): Promise<void> {
  if (itemIds.length === 0) return
  await run(
    tx,
    build
      .selectFrom('stock_balance')
      .select('item_id')
      .where('item_id', 'in', itemIds)
      .orderBy('item_id')
      .orderBy('location_id')
      .forUpdate(),
  )
  await tx.$executeRaw`
    INSERT INTO stock_count_line (count_id, item_id, expected)
    SELECT ${countId}, wanted.id, coalesce(b.on_hand, 0)
    FROM unnest(${[...itemIds]}::int[]) AS wanted (id)
    LEFT JOIN stock_balance b ON b.item_id = wanted.id AND b.location_id = ${locationId}
    ORDER BY wanted.id`
}
