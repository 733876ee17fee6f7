import type { Db } from '@framewright/db/client'
import { type Insertable, sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import type { OrderedLine } from './ordered-lines.ts'

/**
 * Writes an order and its lines in one statement: raising an order is what a purchaser's integrations do most, and each
 * statement costs a round trip.
 */
export async function insertOrder(
  tx: Tx,
  order: Pick<
    Insertable<Db['purchase_order']>,
    'supplier_id' | 'order_date' | 'expected_date' | 'notes' | 'created_by_id' | 'total_amount'
  >,
  lines: readonly OrderedLine[],
): Promise<{ id: number; number: string }> {
  const column = <K extends keyof OrderedLine>(name: K) => lines.map((line) => line[name])
  const [made] = await run(
    tx,
    build
      .with('made', (db) =>
        db
          .insertInto('purchase_order')
          // Dates come as texts, and a driver that says so has to be contradicted.
          .values({
            ...order,
            order_date: sql<string>`${order.order_date}::date`,
            expected_date: sql<string | null>`${order.expected_date ?? null}::date`,
            total_amount: sql<string>`${order.total_amount ?? '0'}::numeric`,
          })
          .returning(['id', 'number']),
      )
      .with('written', (db) =>
        db
          .insertInto('purchase_order_line')
          .columns(['order_id', 'line_no', 'item_id', 'item_name', 'quantity', 'unit_price', 'total_price'])
          .expression((eb) =>
            eb
              .selectFrom('made')
              .innerJoin(
                sql<{
                  line_no: number
                  item_id: number | null
                  item_name: string
                  quantity: string
                  unit_price: string
                  total_price: string
                }>`unnest(${column('lineNo')}::int[], ${column('itemId')}::int[], ${column('itemName')}::text[],
                  ${column('quantity')}::numeric[], ${column('unitPrice')}::numeric[], ${column('totalPrice')}::numeric[])`.as<'line'>(
                  sql`line (line_no, item_id, item_name, quantity, unit_price, total_price)`,
                ),
                (join) => join.onTrue(),
              )
              .select(['made.id', 'line.line_no', 'line.item_id', 'line.item_name'])
              .select(['line.quantity', 'line.unit_price', 'line.total_price']),
          )
          .returning('id'),
      )
      .selectFrom('made')
      .select(['id', 'number']),
  )
  if (made === undefined) throw new Error('The order that was inserted did not come back')
  return made
}
