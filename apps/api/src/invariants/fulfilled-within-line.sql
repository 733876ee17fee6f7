-- Nothing is fulfilled beyond the line of its order or invoice; an order's also counts what was shipped without one.
WITH claimed AS (
  SELECT l.sales_line_id, l.invoice_line_id,
    sum(CASE WHEN f.status IN ('CREATED', 'PENDING') THEN l.quantity ELSE l.picked END) AS quantity,
    sum(CASE WHEN f.status IN ('CREATED', 'PENDING') THEN l.quantity
      WHEN f.status IN ('PICKED', 'PACKING', 'PACKED') THEN l.picked ELSE 0 END) AS going
  FROM fulfilment_line l JOIN fulfilment f ON f.id = l.fulfilment_id AND f.status <> 'CANCELLED'
  GROUP BY 1, 2
)
SELECT 'order' AS what, o.number, s.line_no, s.quantity, s.shipped + c.going AS fulfilled
FROM claimed c JOIN sales_order_line s ON s.id = c.sales_line_id JOIN sales_order o ON o.id = s.order_id
WHERE s.shipped + c.going > s.quantity
UNION ALL
SELECT 'invoice', i.invoice_no, s.line_no, s.quantity, c.quantity
FROM claimed c JOIN invoice_line s ON s.id = c.invoice_line_id JOIN invoice i ON i.id = s.invoice_id
WHERE c.quantity > s.quantity
ORDER BY 1, 2, 3
