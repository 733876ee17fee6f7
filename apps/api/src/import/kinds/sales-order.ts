import { salesOrderStatuses } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { Field } from '../field.ts'
import { day, oneOf, percent, positiveQuantity, price, sku, text } from '../field.ts'
import { countsOf, type Kind, rowRule } from '../kind.ts'
import { orderRules } from './order-rules.ts'

const orderFields: Field[] = [
  { name: 'number', type: text(40), required: true },
  { name: 'customer', type: text(40), required: true },
  { name: 'orderDate', type: day, required: true },
  { name: 'dueDate', type: day },
  // All states are known here, so that the one that cannot be imported is refused with its reason.
  { name: 'status', type: oneOf(salesOrderStatuses, 'sales_order_status') },
  { name: 'notes', type: text(2000) },
]

/**
 * The staged lines with their item and totals. PostgreSQL's `round` of a numeric is half up for what is not negative, and
 * a percentage of four places divides by a hundred exactly, so that these are the totals of sales-order.pricing.ts.
 */
const priced = `
  SELECT s.order_key, s.line, i.id AS item_id, i.name AS item_name, s.quantity, s.unit_price, s.discount_percent, t.tax_rate,
    t.subtotal, round(t.subtotal * t.tax_rate / 100, 2) AS tax_total
  FROM staged s JOIN item i ON lower(i.sku) = lower(s.sku)
  CROSS JOIN LATERAL (SELECT coalesce(s.tax_rate, i.tax_rate) AS tax_rate,
    round(s.quantity * s.unit_price * (1 - s.discount_percent / 100), 2) AS subtotal) t
  WHERE NOT s.refused`

/** Sales orders of the past with their lines and their state. They reserve nothing and move no stock. */
export const salesOrder: Kind = {
  name: 'sales-order',
  plural: 'sales orders',
  orderFields,
  orderKey: 'number',
  fields: [
    { name: 'sku', type: sku, required: true },
    { name: 'quantity', type: positiveQuantity, required: true },
    { name: 'unitPrice', type: price, required: true },
    { name: 'discountPercent', type: percent, default: '0' },
    { name: 'taxRate', type: percent },
  ],
  rules: [
    ...orderRules({ table: 'sales_order', prefix: 'SO', partner: 'customer' }),
    `SELECT 1, o.line, 'A CONFIRMED order has stock reserved, which an import does not do: import it as DRAFT and confirm it here.'
      FROM staged_order o WHERE o.status = 'CONFIRMED'`,
    `SELECT 1, o.line, 'dueDate lies before orderDate.' FROM staged_order o WHERE o.due_date < o.order_date`,
    `SELECT 0, s.line, format('There is no item with the SKU %s. Import the items first.', s.sku)
      FROM staged s LEFT JOIN item i ON lower(i.sku) = lower(s.sku) WHERE s.sku IS NOT NULL AND i.id IS NULL`,
    rowRule('s.quantity * s.unit_price >= 1e15', 'Quantity times unitPrice is more than a line can hold.'),
  ],
  async write(client, runId) {
    const { orders = 0, lines = 0 } = await countsOf(
      client,
      `WITH priced AS MATERIALIZED (${priced}), total AS (
        SELECT order_key, sum(subtotal) AS subtotal, sum(tax_total) AS tax_total FROM priced GROUP BY order_key
      ), made AS (
        INSERT INTO sales_order (number, customer_id, owner_id, order_date, due_date, notes, status, subtotal, tax_total,
          total, import_run_id)
        SELECT o.number, c.id, c.owner_id, o.order_date, o.due_date, coalesce(o.notes, ''), coalesce(o.status, 'DRAFT'),
          total.subtotal, total.tax_total, total.subtotal + total.tax_total, ${runId}
        FROM staged_order o JOIN total USING (order_key) JOIN customer c ON lower(c.code) = lower(o.customer)
        WHERE NOT o.refused ORDER BY o.line
        RETURNING id, number, owner_id, customer_id, status, total
      ), told AS (
        INSERT INTO event (type, entity, entity_id, owner_id, payload)
        SELECT 'salesOrder.imported', 'salesOrder', id, owner_id, jsonb_build_object('number', number,
          'customerId', customer_id, 'status', status, 'total', total::text, 'importRunId', ${runId})
        FROM made
      ), lines AS (
        INSERT INTO sales_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, discount_percent,
          tax_rate, subtotal, tax_total, total, shipped)
        SELECT m.id, row_number() OVER (PARTITION BY m.id ORDER BY p.line), p.item_id, p.item_name, p.quantity,
          p.unit_price, p.discount_percent, p.tax_rate, p.subtotal, p.tax_total, p.subtotal + p.tax_total,
          CASE WHEN m.status IN ('SHIPPED', 'DELIVERED') THEN p.quantity ELSE 0 END
        FROM made m JOIN staged_order o ON o.number = m.number AND NOT o.refused JOIN priced p USING (order_key)
        RETURNING 1
      ) SELECT (SELECT count(*) FROM made) AS orders, (SELECT count(*) FROM lines) AS lines`,
    )
    return [
      { count: orders, what: 'sales orders' },
      { count: lines, what: 'lines' },
    ]
  },
}
