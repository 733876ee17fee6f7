import type { Call } from '@framewright/contracts/core/context'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { salesOrderLifecycle } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { CreateSalesOrderInput } from '@framewright/contracts/sales-order/sales-order.schema'
import { type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Deps } from '../core/deps.ts'
import { eventsOf } from '../core/outbox.ts'
import { type Given, prepared, wholeStatement } from '../core/prepared.ts'
import { once, type Whole, type WholeCommand } from '../core/whole-command.ts'
import { allocate, type Held } from '../stock/allocation.ts'
import { distribute } from '../stock/reserving.ts'
import type { NewOrder } from './insert-order.ts'
import { namedItems, type PricedItem, priced } from './ordered-lines.ts'
import { requireSellable } from './sales-order.rows.ts'
import { seesOwnOnly } from './sales-order.sql.ts'

// What sales people do all day, each as one statement; the long way is in `sales-order.commands.ts`. The rules are the same
// functions; what is different is that the statement looks again whether what they went by still holds.

type Reads = Pick<Deps, 'primary'>
type Made = { id: number }

/** Confirms a draft whose stock is all there: a statement that locks the order and its balances in the order everybody does. */
export async function planConfirm(
  { primary }: Reads,
  call: Call,
  id: number,
  now: Date,
): Promise<WholeCommand<Made> | undefined> {
  const [order] = await draftWithStock(primary, { id })
  if (order === undefined || (seesOwnOnly(call.caller) && order.owner_id !== call.caller.userId)) return undefined
  const { to } = stepFor(salesOrderLifecycle, 'confirm', order, call.caller)
  const held = order.held.map(
    (row): Held => ({
      itemId: row.item_id,
      locationId: row.location_id,
      storage: true,
      onHand: row.on_hand,
      reserved: row.reserved,
    }),
  )
  const { allocations, shortages } = allocate(held, order.lines)
  if (shortages.length > 0) return undefined
  const parts = distribute(order.lines, allocations)
  const events = eventsOf([
    {
      entity: 'salesOrder',
      id,
      what: 'confirmed',
      ownerId: order.owner_id,
      payload: { number: order.number, from: order.status, to },
    },
  ])
  const itemIds = [...new Set(parts.map((part) => part.itemId))]
  const given = { id, version: order.version, now, parts: JSON.stringify(parts), itemIds, events }
  return async (client, whole) => {
    const done = await confirmWhole(client, { ...given, ...whole })
    return done.length > 0 ? { id } : undefined
  }
}

/** An order with its lines that are kept in stock and what lies in STORAGE of their items, the usual place first. */
const draftWithStock = prepared((db, given: Given<{ id: number }>) =>
  db
    .selectFrom('sales_order')
    .select(['id', 'number', 'status', 'owner_id', 'version'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('sales_order_line as line')
          .innerJoin('item', 'item.id', 'line.item_id')
          .select(['line.id as lineId', 'line.item_id as itemId', sql<string>`line.quantity::text`.as('quantity')])
          .whereRef('line.order_id', '=', 'sales_order.id')
          .where('line.cancelled', '=', sql.lit(false))
          .where('item.kind', '<>', sql.lit('SERVICE'))
          .orderBy('line.line_no'),
      ).as('lines'),
      jsonArrayFrom(
        eb
          .selectFrom('stock_balance')
          .innerJoin('location', 'location.id', 'stock_balance.location_id')
          .select(['stock_balance.item_id', 'stock_balance.location_id'])
          .select([sql<string>`on_hand::text`.as('on_hand'), sql<string>`reserved::text`.as('reserved')])
          .where('stock_balance.usage', '=', sql.lit('STORAGE'))
          .where('stock_balance.item_id', 'in', (inner) =>
            inner
              .selectFrom('sales_order_line as line')
              .select('line.item_id')
              .whereRef('line.order_id', '=', 'sales_order.id'),
          )
          .orderBy(sql<SqlBool>`location.code = 'STOCK'`, 'desc')
          .orderBy('stock_balance.item_id')
          .orderBy('stock_balance.location_id'),
      ).as('held'),
    ])
    .where('sales_order.id', '=', given('id')),
)

interface Confirm extends Whole {
  id: number
  version: number
  now: Date
  parts: string
  itemIds: number[]
}

const confirmWhole = wholeStatement(
  (_, given: Given<Confirm>) => sql<{ id: number }>`
    WITH ordered AS MATERIALIZED (
      SELECT id FROM sales_order WHERE id = ${given('id')}::int AND status = 'DRAFT' AND version = ${given('version')}::int
      FOR NO KEY UPDATE
    ), part AS MATERIALIZED (
      SELECT p.* FROM ordered, jsonb_to_recordset(${given('parts')}::jsonb)
        AS p ("lineId" int, "itemId" int, "locationId" int, quantity numeric)
    ), held AS MATERIALIZED (
      SELECT b.item_id, b.location_id, b.on_hand - b.reserved AS free FROM stock_balance b
      WHERE EXISTS (SELECT FROM ordered) AND b.item_id = ANY (${given('itemIds')}::int[]) AND b.usage = 'STORAGE'
      ORDER BY b.item_id, b.location_id FOR UPDATE
    ), fine AS MATERIALIZED (
      SELECT id FROM ordered WHERE NOT EXISTS (
        SELECT FROM (SELECT "itemId", "locationId", sum(quantity) AS quantity FROM part GROUP BY 1, 2) need
        LEFT JOIN held ON held.item_id = need."itemId" AND held.location_id = need."locationId"
        WHERE held.free IS NULL OR held.free < need.quantity)
    ), ${once(given, sql`jsonb_build_object('id', id)`)}, promised AS (
      INSERT INTO reservation (sales_line_id, item_id, location_id, quantity)
      SELECT "lineId", "itemId", "locationId", quantity FROM part, go
    ), moved AS (
      UPDATE sales_order SET status = 'CONFIRMED', version = sales_order.version + 1, confirmed_at = ${given('now')}::timestamptz
      FROM go WHERE sales_order.id = go.id
    )
    SELECT id FROM go`,
)

/** Creates a draft for an active customer, in the caller's own name. */
export async function planCreate(
  { primary }: Reads,
  call: Call,
  input: CreateSalesOrderInput,
  today: string,
): Promise<WholeCommand<Made> | undefined> {
  const { customerId, ownerId = call.caller.userId, confirm } = input
  if (confirm || ownerId !== call.caller.userId) return undefined
  const [known] = await customerAndItems(primary, { customerId, ...namedItems(input.lines) })
  requireSellable(call, customerId, known?.customer ?? undefined)
  const { lines, totals } = priced(input.lines, known?.items ?? [])
  const events = eventsOf([
    {
      entity: 'salesOrder',
      id: 0,
      what: 'created',
      ownerId,
      payload: { customerId, total: totals.total, to: 'DRAFT' },
    },
  ])
  const { orderDate = today, dueDate = null, notes } = input
  const given = { customerId, ownerId, orderDate, dueDate, notes, ...totals, lines: JSON.stringify(lines), events }
  return async (client, whole) => (await createWhole(client, { ...given, ...whole }))[0]
}

const customerAndItems = prepared(
  (_, given: Given<{ customerId: number; ids: number[]; skus: string[] }>) => sql<{
    customer: { active: boolean; name: string; ownerId: number | null } | null
    items: PricedItem[] | null
  }>`
    SELECT (
      SELECT json_build_object('active', active, 'name', name, 'ownerId', owner_id) FROM customer
      WHERE id = ${given('customerId')}::int
    ) AS customer, (
      SELECT json_agg(json_build_object('id', id, 'sku', sku, 'name', name, 'kind', kind, 'unit', unit, 'active', active,
        'unit_price', unit_price::text, 'tax_rate', tax_rate::text))
      FROM item WHERE id = ANY(${given('ids')}::int[]) OR lower(sku) = ANY(${given('skus')}::text[])
    ) AS items`,
)

type Create = Whole & Omit<NewOrder, 'lines'> & { lines: string }

const createWhole = wholeStatement(
  (_, given: Given<Create>) => sql<Made>`
    WITH fine AS MATERIALIZED (
      SELECT nextval('sales_order_id_seq')::int AS id, next_number('SO-', 'sales_order_number_seq', 6) AS number
      FROM customer WHERE id = ${given('customerId')}::int AND active
    ), ${once(given, sql`jsonb_build_object('id', id)`, { made: true })}, made AS (
      INSERT INTO sales_order (id, number, customer_id, owner_id, order_date, due_date, notes, subtotal, tax_total, total)
      SELECT id, number, ${given('customerId')}::int, ${given('ownerId')}::int, ${given('orderDate')}::date,
        ${given('dueDate')}::date, ${given('notes')}::text, ${given('subtotal')}::numeric, ${given('taxTotal')}::numeric,
        ${given('total')}::numeric
      FROM go
    ), lines AS (
      INSERT INTO sales_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, discount_percent,
        tax_rate, subtotal, tax_total, total)
      SELECT go.id, l."lineNo", l."itemId", l."itemName", l.quantity, l."unitPrice", l."discountPercent",
        l."taxRate", l.subtotal, l."taxTotal", l.total
      FROM go, jsonb_to_recordset(${given('lines')}::jsonb) AS l ("lineNo" int, "itemId" int, "itemName" text,
        quantity numeric, "unitPrice" numeric, "discountPercent" numeric, "taxRate" numeric, subtotal numeric,
        "taxTotal" numeric, total numeric)
    )
    SELECT id FROM go`,
)
