-- An order's total is the sum of its lines, each rounded half up to two places.
SELECT o.number, o.total_amount, coalesce(sum(round(l.quantity * l.unit_price, 2)), 0) AS lines,
  count(*) FILTER (WHERE l.total_price <> round(l.quantity * l.unit_price, 2)) AS wrong_lines
FROM purchase_order o
LEFT JOIN purchase_order_line l ON l.order_id = o.id
GROUP BY o.id
HAVING o.total_amount <> coalesce(sum(round(l.quantity * l.unit_price, 2)), 0)
  OR bool_or(l.total_price <> round(l.quantity * l.unit_price, 2))
ORDER BY o.id
