import { purchaseOrderStatuses } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import type { Field } from '../field.ts'
import { day, oneOf, positiveQuantity, price, quantity, sku, text } from '../field.ts'
import { countsOf, type Kind, rowRule } from '../kind.ts'
import { orderRules } from './order-rules.ts'

const orderFields: Field[] = [
  { name: 'number', type: text(40), required: true },
  { name: 'supplier', type: text(40), required: true },
  { name: 'orderDate', type: day, required: true },
  { name: 'expectedDate', type: day },
  { name: 'status', type: oneOf(purchaseOrderStatuses, 'purchase_order_status') },
  { name: 'notes', type: text(2000) },
]

/** What was received counts where goods came in; an order that is still open or was cancelled stands at nothing. */
const received = `CASE coalesce(o.status, 'PENDING')
  WHEN 'COMPLETED' THEN coalesce(s.received, s.quantity)
  WHEN 'PARTIALLY_RECEIVED' THEN coalesce(s.received, 0)
  ELSE 0 END`

/** Purchase orders of the past with their lines and their state. They move no stock. */
export const purchaseOrder: Kind = {
  name: 'purchase-order',
  plural: 'purchase orders',
  orderFields,
  orderKey: 'number',
  fields: [
    { name: 'sku', type: sku },
    { name: 'itemName', type: text(200) },
    { name: 'quantity', type: positiveQuantity, required: true },
    { name: 'unitPrice', type: price, required: true },
    { name: 'received', type: quantity },
  ],
  rules: [
    ...orderRules({ table: 'purchase_order', prefix: 'PO', partner: 'supplier' }),
    `SELECT 1, o.line, 'expectedDate lies before orderDate.' FROM staged_order o WHERE o.expected_date < o.order_date`,
    `SELECT 0, s.line, format('There is no item with the SKU %s. Import the items first, or give an itemName only.', s.sku)
      FROM staged s LEFT JOIN item i ON lower(i.sku) = lower(s.sku) WHERE s.sku IS NOT NULL AND i.id IS NULL`,
    rowRule(
      's.sku IS NULL AND s.item_name IS NULL AND s.problems IS NULL',
      'A line needs a sku, or an itemName for what is not in the catalogue.',
    ),
    rowRule('s.received > s.quantity', 'More was received than was ordered.'),
    rowRule('s.quantity * s.unit_price >= 1e15', 'Quantity times unitPrice is more than a line can hold.'),
  ],
  async write(client, runId) {
    const { orders = 0, lines = 0 } = await countsOf(
      client,
      `WITH total AS (
        SELECT order_key, sum(round(quantity * unit_price, 2)) AS amount FROM staged WHERE NOT refused GROUP BY order_key
      ), made AS (
        INSERT INTO purchase_order (number, supplier_id, order_date, expected_date, notes, status, total_amount, import_run_id)
        SELECT o.number, p.id, o.order_date, o.expected_date, coalesce(o.notes, ''), coalesce(o.status, 'PENDING'),
          total.amount, ${runId}
        FROM staged_order o JOIN total USING (order_key) JOIN supplier p ON lower(p.code) = lower(o.supplier)
        WHERE NOT o.refused ORDER BY o.line
        RETURNING id, number, status, total_amount
      ), told AS (
        INSERT INTO event (type, entity, entity_id, payload)
        SELECT 'purchaseOrder.imported', 'purchaseOrder', id, jsonb_build_object('number', number, 'status', status,
          'totalAmount', total_amount::text, 'importRunId', ${runId})
        FROM made
      ), lines AS (
        INSERT INTO purchase_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, total_price, received)
        SELECT m.id, row_number() OVER (PARTITION BY m.id ORDER BY s.line), i.id, coalesce(s.item_name, i.name), s.quantity,
          s.unit_price, round(s.quantity * s.unit_price, 2), ${received}
        FROM made m JOIN staged_order o ON o.number = m.number AND NOT o.refused
        JOIN staged s ON s.order_key = o.order_key AND NOT s.refused
        LEFT JOIN item i ON lower(i.sku) = lower(s.sku)
        RETURNING 1
      ) SELECT (SELECT count(*) FROM made) AS orders, (SELECT count(*) FROM lines) AS lines`,
    )
    return [
      { count: orders, what: 'purchase orders' },
      { count: lines, what: 'lines' },
    ]
  },
}
