-- What is reserved at a place is the sum of the open reservations there: their quantity less what was consumed, for lines
-- of documents that still want it: confirmed sales orders, production orders under way, invoices with a fulfilment that
-- waits for its picker, fulfilments of which just so much was picked and stands in STAGING, inspections and
-- non-conformances that are open, of all that waits for them where it lies, and production orders under way, of what lies
-- half-made for them.
WITH open AS (
  SELECT r.item_id, r.location_id, sum(r.quantity - r.consumed) AS quantity,
    bool_or(CASE
      WHEN r.sales_line_id IS NOT NULL THEN o.status <> 'CONFIRMED' OR l.cancelled OR r.item_id <> l.item_id
      WHEN r.invoice_line_id IS NOT NULL THEN NOT EXISTS (
        SELECT FROM fulfilment_line fl JOIN fulfilment f ON f.id = fl.fulfilment_id AND f.status = 'PENDING'
        WHERE fl.invoice_line_id = r.invoice_line_id AND fl.item_id = r.item_id)
      WHEN r.fulfilment_line_id IS NOT NULL THEN pf.status NOT IN ('PICKED', 'PACKING', 'PACKED')
        OR r.item_id <> pl.item_id OR r.quantity - r.consumed <> pl.picked OR p.usage <> 'STAGING'
      WHEN r.inspection_id IS NOT NULL THEN q.status <> 'OPEN' OR r.item_id <> q.item_id
        OR r.location_id IS DISTINCT FROM q.location_id OR r.quantity - r.consumed <> q.quantity
      WHEN r.non_conformance_id IS NOT NULL THEN n.status <> 'OPEN' OR r.item_id <> n.item_id
        OR r.location_id IS DISTINCT FROM n.location_id OR r.quantity - r.consumed <> n.quantity
      WHEN r.production_order_id IS NOT NULL THEN h.status NOT IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD')
        OR r.item_id <> h.item_id OR p.code <> 'ASSEMBLED'
      ELSE j.status NOT IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD') OR r.item_id <> m.component_id
    END) AS stray
  FROM reservation r
  LEFT JOIN sales_order_line l ON l.id = r.sales_line_id
  LEFT JOIN sales_order o ON o.id = l.order_id
  LEFT JOIN production_order_line m ON m.id = r.production_line_id
  LEFT JOIN fulfilment_line pl ON pl.id = r.fulfilment_line_id
  LEFT JOIN fulfilment pf ON pf.id = pl.fulfilment_id
  LEFT JOIN inspection q ON q.id = r.inspection_id
  LEFT JOIN non_conformance n ON n.id = r.non_conformance_id
  LEFT JOIN production_order h ON h.id = r.production_order_id
  JOIN location p ON p.id = r.location_id
  LEFT JOIN production_order j ON j.id = m.order_id
  WHERE NOT r.released AND r.consumed < r.quantity
  GROUP BY r.item_id, r.location_id
)
SELECT item_id, location_id, b.reserved, coalesce(r.quantity, 0) AS reservations, r.stray
FROM stock_balance b
FULL JOIN open r USING (item_id, location_id)
WHERE coalesce(b.reserved, 0) <> coalesce(r.quantity, 0) OR r.stray
ORDER BY item_id, location_id
