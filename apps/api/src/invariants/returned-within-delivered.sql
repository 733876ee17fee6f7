-- Nothing comes back beyond what was delivered: of an order's line what has shipped and is not on the road, of an invoice's
-- what its deliveries have brought.
WITH returned AS (
  SELECT l.sales_line_id, l.invoice_line_id, sum(coalesce(l.received, l.quantity)) AS quantity
  FROM customer_return_line l
  JOIN customer_return r ON r.id = l.return_id AND r.status NOT IN ('REJECTED', 'CANCELLED')
  GROUP BY l.sales_line_id, l.invoice_line_id
), compared AS (
  SELECT returned.*, coalesce(o.shipped, 0) - coalesce((
      SELECT sum(f.picked) FROM fulfilment_line f
      JOIN fulfilment ff ON ff.id = f.fulfilment_id AND ff.status = 'DISPATCHED'
      WHERE f.sales_line_id = returned.sales_line_id), 0)
    + coalesce((SELECT sum(f.delivered) FROM fulfilment_line f
      WHERE f.invoice_line_id = returned.invoice_line_id), 0) AS delivered
  FROM returned LEFT JOIN sales_order_line o ON o.id = returned.sales_line_id
)
SELECT * FROM compared WHERE quantity > delivered
