import type { Call } from '@framewright/contracts/core/context'
import { invalid } from '@framewright/contracts/errors'
import type { EnterCountsInput } from '@framewright/contracts/stock-count/stock-count.schema'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requirePiecesAt, stockedItems } from '../stock/stocked-item.ts'
import { holdCountsOf, requireUncounted, snapshot } from './snapshot.ts'
import { lockOpenCount } from './stock-count.rows.ts'

/**
 * Enters what was found. Only the lines named are written, so that two who enter at once keep each other's; of two who
 * enter the same item the later stays. What is not on the list yet is put there with what the ledger says now.
 */
export async function enter(tx: Tx, emit: Emit, call: Call, input: EnterCountsInput): Promise<{ id: number }> {
  const { id, lines } = input
  lines.forEach((line, index) => {
    if (lines.findIndex((other) => other.itemId === line.itemId) < index)
      throw invalid(`lines.${index}.itemId`, 'An item can be entered once in a request')
  })
  const count = await lockOpenCount(tx, call.caller, id, 'enter')
  const items = await stockedItems(
    tx,
    lines.map((line) => line.itemId),
    (index) => `lines.${index}.itemId`,
  )
  for (const [index, { itemId, counted }] of lines.entries()) {
    const item = items.get(itemId)
    if (item === undefined || counted === null) continue
    await requirePiecesAt(tx, item, counted, count.locationId, `lines.${index}.counted`)
  }
  const listed = await run(tx, build.selectFrom('stock_count_line').select('item_id').where('count_id', '=', id))
  const known = new Set(listed.map((line) => line.item_id))
  const added = lines.flatMap((line) => (known.has(line.itemId) ? [] : [line.itemId]))
  if (added.length > 0) {
    await holdCountsOf(tx, count.locationId)
    await requireUncounted(tx, count.locationId, added)
    await snapshot(tx, id, count.locationId, added)
  }
  await tx.$executeRaw`
    UPDATE stock_count_line AS line SET counted = entered.counted
    FROM unnest(
      ${lines.map((line) => line.itemId)}::int[], ${lines.map((line) => line.counted)}::numeric[]
    ) AS entered (item_id, counted)
    WHERE line.count_id = ${id} AND line.item_id = entered.item_id`
  await tx.stockCount.update({ where: { id }, data: { version: { increment: 1 } } })
  emit({ entity: 'stockCount', id, what: 'entered', payload: { number: count.number, lines: lines.length } })
  return { id }
}
