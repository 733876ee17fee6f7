import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { SalesOrder, Shipment } from '@framewright/contracts/sales-order/sales-order.schema'
import type { SalesOrderQueries } from '@framewright/contracts/sales-order/sales-order.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { orderConfirmation } from '../document/order-confirmation.ts'
import { pdfOf } from '../document/parts.ts'
import { readShop } from '../shop/shop.settings.ts'
import { readKept } from '../statistics/kept.ts'
import { available } from '../stock/stock.sql.ts'
import { createSalesExport } from './export.ts'
import { toLine, toSummary } from './sales-order.mapper.ts'
import { isFiltered, seesOwnOnly, selectSalesOrders } from './sales-order.sql.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`sales_order.id`, type: 'int4' },
  number: { by: sql`sales_order.number`, type: 'text' },
  orderDate: { by: sql`sales_order.order_date`, type: 'date' },
  dueDate: { by: sql`coalesce(sales_order.due_date, 'infinity'::date)`, type: 'date' },
  total: { by: sql`sales_order.total`, type: 'numeric' },
  status: { by: sql`sales_order.status`, type: 'sales_order_status' },
}

export function salesOrderQueries(deps: Pick<Deps, 'read' | 'readPool' | 'clock'>): SalesOrderQueries {
  const { read, clock } = deps
  const exportCsv = createSalesExport(deps)
  const queries: SalesOrderQueries = {
    async list({ caller }, input) {
      return fetchPage(selectSalesOrders(read, caller, input, clock.today()), input, {
        id: sql<number>`sales_order.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toSummary(row, caller),
        total: isFiltered(input) ? undefined : keptOrders(read, caller),
      })
    },

    async count({ caller }, input) {
      if (!isFiltered(input)) return { total: await keptOrders(read, caller) }
      const row = await selectSalesOrders(read, caller, input, clock.today())
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const [head, lines, shipments] = await Promise.all([
        selectSalesOrders(read, caller, {}, clock.today())
          .select(['sales_order.notes', 'sales_order.created_at', 'sales_order.confirmed_at'])
          .select(['sales_order.shipped_at', 'sales_order.delivered_at'])
          .where('sales_order.id', '=', id)
          .executeTakeFirst(),
        readLines(read, id),
        readShipments(read, id),
      ])
      if (head === undefined) throw notFound('sales order', id)
      return {
        ...toSummary(head, caller),
        notes: head.notes,
        createdAt: head.created_at.toISOString(),
        confirmedAt: head.confirmed_at?.toISOString() ?? null,
        shippedAt: head.shipped_at?.toISOString() ?? null,
        deliveredAt: head.delivered_at?.toISOString() ?? null,
        lines: lines.map(toLine),
        shipments,
      } satisfies SalesOrder
    },

    async pdf(call, { id }) {
      const order = await queries.get(call, { id })
      const [customer, shop] = await Promise.all([
        read
          .selectFrom('customer')
          .select(['code', 'name', 'address', 'tax_id as taxId'])
          .where('id', '=', order.customer.id)
          .executeTakeFirstOrThrow(),
        readShop(read),
      ])
      return pdfOf(orderConfirmation(order, customer, shop))
    },

    export: ({ caller }, input) => exportCsv(caller, input),
  }
  return queries
}

/** How many orders the caller has in all, without counting them: the figures are kept by owner. */
async function keptOrders(read: ReadDb, caller: Caller): Promise<number> {
  const kept = (await readKept(read, ['salesOrder'])).salesOrder ?? {}
  return Object.entries(kept)
    .filter(([bucket]) => !seesOwnOnly(caller) || bucket.startsWith(`${caller.userId}:`))
    .reduce((total, [, bucket]) => total + bucket.count, 0)
}

function readLines(read: ReadDb, orderId: number) {
  return read
    .selectFrom('sales_order_line as line')
    .innerJoin('item', 'item.id', 'line.item_id')
    .innerJoin('item_stock', 'item_stock.item_id', 'line.item_id')
    .select(['line.id', 'line.line_no', 'line.item_id', 'item.sku', 'line.item_name', 'item.unit', 'line.quantity'])
    .select([
      'line.unit_price',
      'line.discount_percent',
      'line.tax_rate',
      'line.subtotal',
      'line.tax_total',
      'line.total',
    ])
    .select(['line.shipped', 'line.invoiced', 'line.cancelled', available.as('available')])
    .select((eb) =>
      eb
        .selectFrom('reservation as promised')
        .select(sql<string>`coalesce(sum(promised.quantity - promised.consumed), 0)`.as('open'))
        .whereRef('promised.sales_line_id', '=', 'line.id')
        .where('promised.released', '=', false)
        .$asScalar()
        .$notNull()
        .as('reserved'),
    )
    .where('line.order_id', '=', orderId)
    .orderBy('line.line_no')
    .execute()
}

async function readShipments(read: ReadDb, orderId: number): Promise<Shipment[]> {
  const rows = await read
    .selectFrom('shipment')
    .innerJoin('shipment_line as part', 'part.shipment_id', 'shipment.id')
    .innerJoin('sales_order_line as line', 'line.id', 'part.order_line_id')
    .leftJoin('app_user as person', 'person.id', 'shipment.shipped_by_id')
    .select(['shipment.id', 'shipment.number', 'shipment.shipped_at', 'shipment.notes', 'shipment.shipped_by_id'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select(['line.id as line_id', 'line.item_name', 'part.quantity'])
    .where('shipment.sales_order_id', '=', orderId)
    .orderBy('shipment.id')
    .orderBy('line.line_no')
    .execute()
  const shipments = new Map<number, Shipment>()
  for (const row of rows) {
    const shipment = shipments.get(row.id) ?? {
      id: row.id,
      number: row.number,
      shippedBy: row.shipped_by_id === null ? null : { id: row.shipped_by_id, name: personName(row) },
      shippedAt: row.shipped_at.toISOString(),
      notes: row.notes,
      lines: [],
    }
    shipment.lines.push({ lineId: row.line_id, itemName: row.item_name, quantity: decimal.quantity(row.quantity) })
    shipments.set(row.id, shipment)
  }
  return [...shipments.values()]
}
