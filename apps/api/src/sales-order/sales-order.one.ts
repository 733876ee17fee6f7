import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { SalesOrder, Shipment } from '@framewright/contracts/sales-order/sales-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { type AliasedRawBuilder, type SqlBool, sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { personName } from '../core/names.ts'
import { type Given, prepared } from '../core/prepared.ts'
import { available } from '../stock/stock.sql.ts'
import { toLine, toSummary } from './sales-order.mapper.ts'
import { seesOwnOnly, selectSummaries } from './sales-order.sql.ts'

/** One order with all that belongs to it, if the caller may see it. */
export async function readSalesOrder(
  read: ReadDb,
  caller: Caller,
  id: number,
  today: string,
): Promise<SalesOrder | undefined> {
  const [row] = await byId(read, { id, today, ownerId: seesOwnOnly(caller) ? caller.userId : null })
  if (row === undefined) return undefined
  return {
    ...toSummary(row, caller),
    notes: row.notes,
    createdAt: row.created_at.toISOString(),
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    shippedAt: row.shipped_at?.toISOString() ?? null,
    deliveredAt: row.delivered_at?.toISOString() ?? null,
    lines: row.lines.map(toLine),
    shipments: toShipments(row.deliveries),
  }
}

interface Asked {
  id: number
  today: string
  /** Null for a caller who sees all orders. */
  ownerId: number | null
}

/** The order with its lines and shipments in one statement. Numbers inside JSON are texts: JavaScript's would round them. */
const byId = prepared((db, given: Given<Asked>) =>
  selectSummaries(db, given('today'))
    .select(['sales_order.notes', 'sales_order.created_at', 'sales_order.confirmed_at'])
    .select(['sales_order.shipped_at', 'sales_order.delivered_at'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('sales_order_line as line')
          .innerJoin('item', 'item.id', 'line.item_id')
          .innerJoin('item_stock', 'item_stock.item_id', 'line.item_id')
          .select([
            'line.id',
            'line.line_no',
            'line.item_id',
            'item.sku',
            'line.item_name',
            'item.unit',
            'line.cancelled',
          ])
          .select(exactly('line', ['quantity', 'unit_price', 'discount_percent', 'tax_rate']))
          .select(exactly('line', ['subtotal', 'tax_total', 'total', 'shipped', 'invoiced']))
          .select(sql<string>`${available}::text`.as('available'))
          .select((inner) =>
            inner
              .selectFrom('reservation as promised')
              .select(sql<string>`coalesce(sum(promised.quantity - promised.consumed), 0)::text`.as('open'))
              .whereRef('promised.sales_line_id', '=', 'line.id')
              .where('promised.released', '=', sql.lit(false))
              .$asScalar()
              .$notNull()
              .as('reserved'),
          )
          .whereRef('line.order_id', '=', 'sales_order.id')
          .orderBy('line.line_no'),
      ).as('lines'),
      jsonArrayFrom(
        eb
          .selectFrom('shipment')
          .innerJoin('shipment_line as part', 'part.shipment_id', 'shipment.id')
          .innerJoin('sales_order_line as line', 'line.id', 'part.order_line_id')
          .leftJoin('app_user as shipper', 'shipper.id', 'shipment.shipped_by_id')
          .select(['shipment.id', 'shipment.number', 'shipment.shipped_at', 'shipment.notes', 'shipment.shipped_by_id'])
          .select(['shipper.first_name', 'shipper.last_name', 'shipper.username'])
          .select(['line.id as line_id', 'line.item_name', ...exactly('part', ['quantity'])])
          .whereRef('shipment.sales_order_id', '=', 'sales_order.id')
          .where('shipment.undone_at', 'is', null)
          .orderBy('shipment.id')
          .orderBy('line.line_no'),
      ).as('deliveries'),
    ])
    .where('sales_order.id', '=', given('id'))
    .where(sql<SqlBool>`(${given('ownerId')}::int is null or sales_order.owner_id = ${given('ownerId')}::int)`),
)

/** Decimal columns as their exact texts. */
const exactly = <C extends string>(table: string, columns: readonly C[]) =>
  columns.map((column) => sql<string>`${sql.ref(`${table}.${column}`)}::text`.as(column)) as {
    [K in C]: AliasedRawBuilder<string, K>
  }[C][]

interface Delivered {
  id: number
  number: string
  shipped_at: Date | string
  notes: string
  shipped_by_id: number | null
  first_name: string | null
  last_name: string | null
  username: string | null
  line_id: number
  item_name: string
  quantity: string
}

function toShipments(rows: readonly Delivered[]): Shipment[] {
  const shipments = new Map<number, Shipment>()
  for (const row of rows) {
    const shipment = shipments.get(row.id) ?? {
      id: row.id,
      number: row.number,
      shippedBy: row.shipped_by_id === null ? null : { id: row.shipped_by_id, name: personName(row) },
      shippedAt: new Date(row.shipped_at).toISOString(),
      notes: row.notes,
      lines: [],
    }
    shipment.lines.push({ lineId: row.line_id, itemName: row.item_name, quantity: decimal.quantity(row.quantity) })
    shipments.set(row.id, shipment)
  }
  return [...shipments.values()]
}
