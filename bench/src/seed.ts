import pg from 'pg'
import { defaultLines, ordersPerCustomer, outOfStock, words } from './catalogue.ts'

/** How much a database holds. */
export interface Size {
  items: number
  orders: number
  /** Five when not said. */
  linesPerOrder?: number
  /** For a server of its own beside another of the same size. */
  profiled?: boolean
}

const list = (values: readonly string[]) => `(ARRAY[${values.map((value) => `'${value}'`).join(', ')}])`
const { thing, material, colour } = words
const price = (item: string) => `5 + (${item} % 400) * 0.25`

/** Statements that fill an empty, migrated database, the same at every run: whole sets at a time, nothing at random. */
const statements = ({ items, orders, linesPerOrder = defaultLines }: Size): string[] => [
  `INSERT INTO item (sku, name, kind, unit_price, cost, tax_rate, reorder_point)
    SELECT 'BEN-' || lpad(i::text, 7, '0'),
      format('%s %s %s %s×%s', ${list(thing)}[1 + i % ${thing.length}],
        ${list(material)}[1 + i / ${thing.length} % ${material.length}],
        ${list(colour)}[1 + i / ${thing.length * material.length} % ${colour.length}],
        400 + i * 37 % 160 * 10, 500 + i * 53 % 200 * 10),
      'PRODUCT', ${price('i')}, 3, 19, CASE WHEN i % 10 = 0 THEN 5 END
    FROM generate_series(1, ${items}) i`,
  `INSERT INTO stock_movement (item_id, from_id, to_id, quantity, unit_cost, effective_at, source_type, source_id,
      source_line, reason, operation_key)
    SELECT i.id, a.id, s.id, 100000 + i.id % 50, 3, now(), 'item', i.id, 0, 'Opening stock', 'bench:' || i.id
    FROM item i, location a, location s
    WHERE a.code = 'ADJUSTMENTS' AND s.code = 'STOCK' AND i.id % ${outOfStock} <> 0 ORDER BY i.id`,
  `INSERT INTO customer (code, name)
    SELECT 'C-' || c, format('%s %s & Sons', ${list(colour)}[1 + c % ${colour.length}],
      ${list(material)}[1 + c / ${colour.length} % ${material.length}])
    FROM generate_series(1, ${Math.ceil(orders / ordersPerCustomer)}) c`,
  `CREATE TEMP TABLE wanted AS
    SELECT o, l, item_id, quantity, price, round(quantity * price, 2) AS subtotal
    FROM (
      SELECT o, l, 1 + (o::bigint * 31 + l * 7919) % ${items} AS item_id, 1 + (o + l) % 9 AS quantity
      FROM generate_series(1, ${orders}) o, generate_series(1, ${linesPerOrder}) l
    ) line, LATERAL (SELECT ${price('line.item_id')} AS price) p`,
  `INSERT INTO sales_order (number, customer_id, status, order_date, due_date, subtotal, tax_total, total)
    SELECT 'B-' || lpad(w.o::text, 7, '0'), 1 + (w.o - 1) % ${Math.ceil(orders / ordersPerCustomer)},
      (CASE WHEN w.o % 50 = 0 THEN 'DRAFT' WHEN w.o % 33 = 0 THEN 'CANCELLED' ELSE 'DELIVERED' END)::sales_order_status,
      date '2024-01-01' + (w.o::bigint * 1000 / ${orders})::int, date '2024-01-15' + (w.o::bigint * 1000 / ${orders})::int,
      sum(w.subtotal), sum(round(w.subtotal * 0.19, 2)), sum(w.subtotal) + sum(round(w.subtotal * 0.19, 2))
    FROM wanted w GROUP BY w.o ORDER BY w.o`,
  `INSERT INTO sales_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, tax_rate, subtotal,
      tax_total, total, shipped)
    SELECT o.id, w.l, i.id, i.name, w.quantity, w.price, 19, w.subtotal, round(w.subtotal * 0.19, 2),
      w.subtotal + round(w.subtotal * 0.19, 2), CASE o.status WHEN 'DELIVERED' THEN w.quantity ELSE 0 END
    FROM wanted w JOIN sales_order o ON o.id = w.o JOIN item i ON i.id = w.item_id ORDER BY w.o, w.l`,
  'DROP TABLE wanted',
  'VACUUM (ANALYZE)',
]

/** Fills a database and leaves it as a shop's is that has been in use: analysed, its dead rows cleared away. */
export async function seed(url: string, size: Size): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`SET work_mem = '256MB'; SET maintenance_work_mem = '256MB'; SET statement_timeout = 0`)
    for (const statement of statements(size)) await client.query(statement)
  } finally {
    await client.end()
  }
}
