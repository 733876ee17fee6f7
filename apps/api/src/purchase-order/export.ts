import type {
  PurchaseOrderCountInput,
  PurchaseOrderExportInput,
} from '@framewright/contracts/purchase-order/purchase-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectPurchaseOrders } from './purchase-order.sql.ts'

/** Purchase orders as CSV, newest first: one row an order, or one a line. The column names are the header. */
export function createCsvExport({ read, readPool, clock }: Pick<Deps, 'read' | 'readPool' | 'clock'>) {
  const copy = createCsvCopy(readPool)
  return (input: PurchaseOrderExportInput): AsyncIterable<string> =>
    input.lines ? copy(lines(read, input, clock.today())) : copy(orders(read, input, clock.today()))
}

const orders = (read: ReadDb, filter: PurchaseOrderCountInput, today: string) =>
  selectPurchaseOrders(read, filter, today)
    .clearSelect()
    .select([safeText(sql`purchase_order.number`).as('number'), safeText(sql`supplier.code`).as('supplierCode')])
    .select(safeText(sql`supplier.name`).as('supplier'))
    .select(['order_date as orderDate', 'expected_date as expectedDate', 'status'])
    .select((eb) =>
      eb
        .selectFrom('purchase_order_line')
        .select((inner) => inner.fn.countAll().as('count'))
        .whereRef('purchase_order_line.order_id', '=', 'purchase_order.id')
        .as('lines'),
    )
    .select('total_amount as totalAmount')
    .orderBy('purchase_order.id', 'desc')

const lines = (read: ReadDb, filter: PurchaseOrderCountInput, today: string) =>
  selectPurchaseOrders(read, filter, today)
    .innerJoin('purchase_order_line as line', 'line.order_id', 'purchase_order.id')
    .leftJoin('item', 'item.id', 'line.item_id')
    .clearSelect()
    .select([safeText(sql`purchase_order.number`).as('number'), safeText(sql`supplier.name`).as('supplier')])
    .select(['order_date as orderDate', 'status', 'line.line_no as lineNo'])
    .select([safeText(sql`item.sku`).as('sku'), safeText(sql`line.item_name`).as('itemName')])
    .select([
      sql`trim_scale(line.quantity)`.as('quantity'),
      // As everywhere: up to four places, at least two written.
      sql`round(line.unit_price, greatest(2, min_scale(line.unit_price)))`.as('unitPrice'),
    ])
    .select(['line.total_price as totalPrice', sql`trim_scale(line.received)`.as('received')])
    .orderBy('purchase_order.id', 'desc')
    .orderBy('line.line_no')
