-- Nothing is billed beyond what has shipped, and what is billed of a line is the sum of its invoices.
WITH invoices AS (SELECT order_line_id, sum(quantity) AS quantity FROM invoice_line GROUP BY order_line_id)
SELECT o.number, l.line_no, l.shipped, l.invoiced, coalesce(i.quantity, 0) AS invoices
FROM sales_order_line l
JOIN sales_order o ON o.id = l.order_id
LEFT JOIN invoices i ON i.order_line_id = l.id
WHERE l.invoiced > l.shipped OR l.invoiced <> coalesce(i.quantity, 0)
ORDER BY o.id, l.line_no
