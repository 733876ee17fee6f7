-- Nothing is received beyond its line, and what is received is the sum of its receipts. History that came with an import
-- may have been received before: there, the receipts are a part of it.
WITH receipts AS (SELECT order_line_id, sum(quantity) AS quantity FROM receipt_line GROUP BY order_line_id)
SELECT o.number, l.line_no, l.quantity, l.received, coalesce(r.quantity, 0) AS receipts
FROM purchase_order_line l
JOIN purchase_order o ON o.id = l.order_id
LEFT JOIN receipts r ON r.order_line_id = l.id
WHERE l.received > l.quantity
  OR l.received < coalesce(r.quantity, 0)
  OR (o.import_run_id IS NULL AND l.received <> coalesce(r.quantity, 0))
ORDER BY o.id, l.line_no
