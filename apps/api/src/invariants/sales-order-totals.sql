-- A sales order's totals are the sums of its lines that are not cancelled, each rounded half up to two places, its tax on
-- its rounded subtotal.
SELECT o.number, o.subtotal, o.tax_total, o.total,
  coalesce(sum(l.subtotal) FILTER (WHERE NOT l.cancelled), 0) AS lines_subtotal,
  coalesce(sum(l.tax_total) FILTER (WHERE NOT l.cancelled), 0) AS lines_tax,
  count(l.id) FILTER (WHERE l.subtotal <> round(l.quantity * l.unit_price * (1 - l.discount_percent / 100), 2)
    OR l.tax_total <> round(l.subtotal * l.tax_rate / 100, 2) OR l.total <> l.subtotal + l.tax_total) AS wrong_lines
FROM sales_order o
LEFT JOIN sales_order_line l ON l.order_id = o.id
GROUP BY o.id
HAVING o.subtotal <> coalesce(sum(l.subtotal) FILTER (WHERE NOT l.cancelled), 0)
  OR o.tax_total <> coalesce(sum(l.tax_total) FILTER (WHERE NOT l.cancelled), 0)
  OR o.total <> o.subtotal + o.tax_total
  OR bool_or(l.subtotal <> round(l.quantity * l.unit_price * (1 - l.discount_percent / 100), 2)
    OR l.tax_total <> round(l.subtotal * l.tax_rate / 100, 2) OR l.total <> l.subtotal + l.tax_total)
ORDER BY o.id
