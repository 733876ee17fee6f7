import { notFound } from '@framewright/contracts/errors'
import type { PurchaseOrderQueries } from '@framewright/contracts/purchase-order/purchase-order.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { pdfOf } from '../document/parts.ts'
import { purchaseOrderDocument } from '../document/purchase-order.ts'
import { readShop } from '../shop/shop.settings.ts'
import { createCsvExport } from './export.ts'
import { toLine, toSummary } from './purchase-order.mapper.ts'
import { selectPurchaseOrders } from './purchase-order.sql.ts'
import { keptOrderTotal } from './purchase-order.totals.ts'
import { readReceipts } from './receipt.queries.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`purchase_order.id`, type: 'int4' },
  number: { by: sql`purchase_order.number`, type: 'text' },
  orderDate: { by: sql`purchase_order.order_date`, type: 'date' },
  // What has no expected day comes behind everything that has one.
  expectedDate: { by: sql`coalesce(purchase_order.expected_date, 'infinity'::date)`, type: 'date' },
  totalAmount: { by: sql`purchase_order.total_amount`, type: 'numeric' },
  status: { by: sql`purchase_order.status`, type: 'purchase_order_status' },
}

export function purchaseOrderQueries(deps: Pick<Deps, 'read' | 'readPool' | 'clock' | 'papers'>): PurchaseOrderQueries {
  const { read, clock, papers } = deps
  const csv = createCsvExport(deps)
  const queries: PurchaseOrderQueries = {
    async list({ caller }, input) {
      return fetchPage(selectPurchaseOrders(read, input, clock.today()), input, {
        id: sql<number>`purchase_order.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toSummary(row, caller),
        total: keptOrderTotal(input),
      })
    },

    async count(_call, input) {
      const kept = keptOrderTotal(input)
      if (kept !== undefined) return read.selectNoFrom(kept.as('total')).executeTakeFirstOrThrow()
      const row = await selectPurchaseOrders(read, input, clock.today())
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const head = await readOrder(read, id, clock.today())
      if (head === undefined) throw notFound('purchase order', id)
      return {
        ...toSummary(head, caller),
        notes: head.notes,
        createdBy: head.created_by_id === null ? null : { id: head.created_by_id, name: personName(head) },
        createdAt: head.created_at.toISOString(),
        lines: head.lines.map(toLine),
        receipts: head.has_receipts ? await readReceipts(read, id) : [],
      }
    },

    async pdf(call, { id }) {
      const order = await queries.get(call, { id })
      const [supplier, shop] = await Promise.all([
        read
          .selectFrom('supplier')
          .select(['code', 'name', 'address', 'tax_id as taxId'])
          .where('id', '=', order.supplier.id)
          .executeTakeFirstOrThrow(),
        readShop(read),
      ])
      return pdfOf(papers, purchaseOrderDocument(order, supplier, shop))
    },

    export: (_call, input) => csv(input),
  }
  return queries
}

/** The order with its lines, in one query. Numbers inside JSON are texts: a JavaScript number would round them. */
const readOrder = (read: ReadDb, id: number, today: string) =>
  selectPurchaseOrders(read, {}, today)
    .leftJoin('app_user as person', 'person.id', 'purchase_order.created_by_id')
    .select(['purchase_order.notes', 'purchase_order.created_at', 'purchase_order.created_by_id'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select((eb) => [
      jsonArrayFrom(
        eb
          .selectFrom('purchase_order_line as line')
          .leftJoin('item', 'item.id', 'line.item_id')
          .select(['line.id', 'line.line_no', 'line.item_id', 'line.item_name', 'item.sku', 'item.unit'])
          .select([
            sql<string>`line.quantity::text`.as('quantity'),
            sql<string>`line.unit_price::text`.as('unit_price'),
            sql<string>`line.total_price::text`.as('total_price'),
            sql<string>`line.received::text`.as('received'),
          ])
          .whereRef('line.order_id', '=', 'purchase_order.id')
          .orderBy('line.line_no'),
      ).as('lines'),
      eb
        .exists(
          eb.selectFrom('receipt').select('receipt.id').whereRef('receipt.purchase_order_id', '=', 'purchase_order.id'),
        )
        .as('has_receipts'),
    ])
    .where('purchase_order.id', '=', id)
    .executeTakeFirst()
