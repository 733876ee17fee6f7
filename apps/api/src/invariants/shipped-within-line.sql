-- Nothing is shipped beyond its line, and what is shipped is the sum of its shipments. History that came with an import may
-- have shipped before: there, the shipments are a part of it.
WITH shipments AS (
  SELECT l.order_line_id, sum(l.quantity) AS quantity
  FROM shipment_line l JOIN shipment s ON s.id = l.shipment_id AND s.undone_at IS NULL
  GROUP BY l.order_line_id
)
SELECT o.number, l.line_no, l.quantity, l.shipped, l.cancelled, coalesce(s.quantity, 0) AS shipments
FROM sales_order_line l
JOIN sales_order o ON o.id = l.order_id
LEFT JOIN shipments s ON s.order_line_id = l.id
WHERE l.shipped > l.quantity
  OR (l.cancelled AND l.shipped > 0)
  OR l.shipped < coalesce(s.quantity, 0)
  OR (o.import_run_id IS NULL AND l.shipped <> coalesce(s.quantity, 0))
ORDER BY o.id, l.line_no
