import type { LineTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import { sql } from 'kysely'
import { type Given, statement } from '../core/prepared.ts'
import type { Tx } from '../core/sql.ts'

interface NewLine extends LineTotals {
  lineNo: number
  itemId: number
  itemName: string
  quantity: string
  unitPrice: string
  discountPercent: string
  taxRate: string
}

export interface NewOrder extends LineTotals {
  customerId: number
  ownerId: number
  orderDate: string
  dueDate: string | null
  notes: string
  lines: readonly NewLine[]
}

/** Stores an order with its lines, in one statement. */
export async function insertOrder(tx: Tx, order: NewOrder): Promise<{ id: number; number: string }> {
  const [made] = await insert(tx, { ...order, lines: JSON.stringify(order.lines) })
  if (made === undefined) throw new Error('The order was not stored.')
  return made
}

const insert = statement(
  (_, given: Given<Omit<NewOrder, 'lines'> & { lines: string }>) => sql<{ id: number; number: string }>`
    WITH made AS (
      INSERT INTO sales_order (customer_id, owner_id, order_date, due_date, notes, subtotal, tax_total, total)
      VALUES (${given('customerId')}::int, ${given('ownerId')}::int, ${given('orderDate')}::date,
        ${given('dueDate')}::date, ${given('notes')}, ${given('subtotal')}::numeric, ${given('taxTotal')}::numeric,
        ${given('total')}::numeric)
      RETURNING id, number
    ), lines AS (
      INSERT INTO sales_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, discount_percent,
        tax_rate, subtotal, tax_total, total)
      SELECT made.id, l."lineNo", l."itemId", l."itemName", l.quantity, l."unitPrice", l."discountPercent",
        l."taxRate", l.subtotal, l."taxTotal", l.total
      FROM made, jsonb_to_recordset(${given('lines')}::jsonb) AS l ("lineNo" int, "itemId" int, "itemName" text,
        quantity numeric, "unitPrice" numeric, "discountPercent" numeric, "taxRate" numeric, subtotal numeric,
        "taxTotal" numeric, total numeric)
    )
    SELECT id, number FROM made`,
)
