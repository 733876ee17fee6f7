-- What is reserved at a place is the sum of the open reservations there: their quantity less what shipments consumed, of
-- lines of confirmed orders that still want it.
WITH open AS (
  SELECT r.item_id, r.location_id, sum(r.quantity - r.consumed) AS quantity,
    bool_or(o.status <> 'CONFIRMED' OR l.cancelled OR r.item_id <> l.item_id) AS stray
  FROM reservation r
  JOIN sales_order_line l ON l.id = r.line_id
  JOIN sales_order o ON o.id = l.order_id
  WHERE NOT r.released AND r.consumed < r.quantity
  GROUP BY r.item_id, r.location_id
)
SELECT item_id, location_id, b.reserved, coalesce(r.quantity, 0) AS reservations, r.stray
FROM stock_balance b
FULL JOIN open r USING (item_id, location_id)
WHERE coalesce(b.reserved, 0) <> coalesce(r.quantity, 0) OR r.stray
ORDER BY item_id, location_id
