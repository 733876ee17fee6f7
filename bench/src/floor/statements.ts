// What the floor asks of PostgreSQL: one statement a request. They give the columns as they are written on the wire.

const price = (column: string) => `round(${column}, greatest(2, min_scale(${column})))::text`
const trimmed = (column: string) => `trim_scale(${column})::text`
const kept = (metric: string) => `(SELECT sum(count) FROM statistic WHERE metric = '${metric}')`

/** Behind ($1 name, $2 id), in the order of names. */
export const productPage = `
  SELECT i.id, i.sku, i.name, i.kind, i.unit, ${price('i.unit_price')} AS unit_price, ${price('i.cost')} AS cost,
    ${trimmed('i.tax_rate')} AS tax_rate, i.category_id, c.path AS category_path,
    ${trimmed('i.reorder_point')} AS reorder_point, ${trimmed('i.reorder_quantity')} AS reorder_quantity, i.lead_days,
    i.active, i.version, ${trimmed('s.on_hand')} AS on_hand, ${trimmed('s.reserved')} AS reserved,
    ${trimmed('(s.on_hand - s.reserved)')} AS available, trim_scale(coalesce((
      SELECT sum(l.quantity - l.received) FROM purchase_order_line l
      JOIN purchase_order o ON o.id = l.order_id AND o.status IN ('PENDING', 'PARTIALLY_RECEIVED')
      WHERE l.item_id = i.id AND l.received < l.quantity), 0))::text AS incoming,
    lower(i.name) AS sort_value, ${kept('item')} AS total
  FROM item i JOIN item_stock s ON s.item_id = i.id LEFT JOIN category c ON c.id = i.category_id
  WHERE (lower(i.name), i.id) > ($1, $2) ORDER BY lower(i.name), i.id LIMIT 51`

const orderColumns = `o.id, o.number, o.customer_id, c.name AS customer, o.owner_id,
  coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) AS owner, o.status,
  o.order_date::text, o.due_date::text,
  o.status IN ('DRAFT', 'CONFIRMED') AND coalesce(o.due_date < current_date, false) AS late,
  o.subtotal::text, o.tax_total::text, o.total::text AS order_total, o.version`

/** Below $1, newest first. */
export const orderPage = `
  SELECT ${orderColumns}, o.id::text AS sort_value, ${kept('salesOrder')} AS total
  FROM sales_order o JOIN customer c ON c.id = o.customer_id LEFT JOIN app_user u ON u.id = o.owner_id
  WHERE o.id < $1 ORDER BY o.id DESC LIMIT 51`

const instant = (column: string) => `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const wholeOrder = `${orderColumns}, o.notes, ${instant('o.created_at')} AS created_at,
  ${instant('o.confirmed_at')} AS confirmed_at, ${instant('o.shipped_at')} AS shipped_at,
  ${instant('o.delivered_at')} AS delivered_at`

const lineObject = (reserved: string, available: string) => `json_build_object('id', l.id, 'lineNo', l.line_no,
  'itemId', l.item_id, 'sku', i.sku, 'itemName', l.item_name, 'unit', i.unit, 'quantity', ${trimmed('l.quantity')},
  'unitPrice', ${price('l.unit_price')}, 'discountPercent', ${trimmed('l.discount_percent')},
  'taxRate', ${trimmed('l.tax_rate')}, 'subtotal', l.subtotal::text, 'taxTotal', l.tax_total::text,
  'total', l.total::text, 'reserved', ${trimmed(reserved)}, 'shipped', ${trimmed('l.shipped')}, 'invoiced', ${trimmed('l.invoiced')},
  'outstanding', ${trimmed('(l.quantity - l.shipped)')}, 'cancelled', l.cancelled,
  'available', ${trimmed(available)})`

export const orderById = `
  SELECT ${wholeOrder}, (
    SELECT json_agg(${lineObject('coalesce(r.open, 0)', '(s.on_hand - s.reserved)')} ORDER BY l.line_no)
    FROM sales_order_line l JOIN item i ON i.id = l.item_id JOIN item_stock s ON s.item_id = l.item_id
    LEFT JOIN LATERAL (SELECT sum(quantity - consumed) AS open FROM reservation
      WHERE sales_line_id = l.id AND NOT released) r ON true
    WHERE l.order_id = o.id
  ) AS lines, coalesce((
    SELECT json_agg(json_build_object('id', h.id, 'number', h.number, 'notes', h.notes)) FROM shipment h
    WHERE h.sales_order_id = o.id
  ), '[]') AS shipments
  FROM sales_order o JOIN customer c ON c.id = o.customer_id LEFT JOIN app_user u ON u.id = o.owner_id WHERE o.id = $1`

/** $1 customer, $2 owner, $3 lines as JSON: an order with its lines and its totals. */
export const createOrder = `
  WITH wanted AS (
    SELECT w.place, i.id AS item_id, i.name, (w.line ->> 'quantity')::numeric AS quantity, i.unit_price, i.tax_rate
    FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY w (line, place)
    JOIN item i ON i.id = (w.line ->> 'itemId')::int AND i.active
  ), priced AS (
    SELECT *, round(quantity * unit_price, 2) AS subtotal,
      round(round(quantity * unit_price, 2) * tax_rate / 100, 2) AS tax_total
    FROM wanted
  ), o AS (
    INSERT INTO sales_order (customer_id, owner_id, order_date, subtotal, tax_total, total)
    SELECT c.id, $2::int, current_date, sum(p.subtotal), sum(p.tax_total), sum(p.subtotal) + sum(p.tax_total)
    FROM priced p, customer c WHERE c.id = $1 AND c.active GROUP BY c.id RETURNING *
  ), l AS (
    INSERT INTO sales_order_line (order_id, line_no, item_id, item_name, quantity, unit_price, tax_rate, subtotal,
      tax_total, total)
    SELECT o.id, p.place, p.item_id, p.name, p.quantity, p.unit_price, p.tax_rate, p.subtotal, p.tax_total,
      p.subtotal + p.tax_total
    FROM priced p, o RETURNING *
  )
  SELECT ${wholeOrder}, (
    SELECT json_agg(${lineObject('0::numeric', '(s.on_hand - s.reserved)')} ORDER BY l.line_no)
    FROM l JOIN item i ON i.id = l.item_id JOIN item_stock s ON s.item_id = l.item_id
  ) AS lines, '[]'::json AS shipments
  FROM o JOIN customer c ON c.id = o.customer_id LEFT JOIN app_user u ON u.id = o.owner_id`

/** Order $1, if it is a draft and everything is there: locks the balances in one order and reserves all lines or none. */
export const confirmOrder = `
  WITH wanted AS (
    SELECT l.* FROM sales_order_line l JOIN sales_order d ON d.id = l.order_id
    WHERE d.id = $1 AND d.status = 'DRAFT' AND NOT l.cancelled
  ), held AS MATERIALIZED (
    SELECT b.* FROM stock_balance b WHERE b.item_id IN (SELECT item_id FROM wanted) AND b.usage = 'STORAGE'
    ORDER BY b.item_id, b.location_id FOR UPDATE
  ), covered AS (
    SELECT w.id, w.item_id, h.location_id, w.quantity, h.on_hand - h.reserved AS available
    FROM wanted w JOIN held h ON h.item_id = w.item_id
    WHERE h.on_hand - h.reserved >= (SELECT sum(same.quantity) FROM wanted same WHERE same.item_id = w.item_id)
  ), o AS (
    UPDATE sales_order SET status = 'CONFIRMED', version = version + 1, confirmed_at = now()
    WHERE id = $1 AND status = 'DRAFT' AND (SELECT count(*) FROM covered) = (SELECT count(*) FROM wanted) RETURNING *
  ), promised AS (
    INSERT INTO reservation (sales_line_id, item_id, location_id, quantity)
    SELECT v.id, v.item_id, v.location_id, v.quantity FROM covered v, o
  )
  SELECT ${wholeOrder}, (
    SELECT json_agg(${lineObject('v.quantity', '(v.available - v.quantity)')} ORDER BY l.line_no)
    FROM wanted l JOIN covered v ON v.id = l.id JOIN item i ON i.id = l.item_id
  ) AS lines, '[]'::json AS shipments
  FROM o JOIN customer c ON c.id = o.customer_id LEFT JOIN app_user u ON u.id = o.owner_id`

/** What statistics cost where they are counted. */
export const groupBy = `
  SELECT 'sales' AS of, status::text, count(*)::int AS count, sum(total)::text AS amount FROM sales_order GROUP BY status
  UNION ALL
  SELECT 'purchase', status::text, count(*)::int, sum(total_amount)::text FROM purchase_order
  GROUP BY status`
