-- An invoice's totals are the sums of its lines, each rounded half up to two places, its tax on its rounded subtotal.
SELECT i.source, i.number, i.subtotal, i.tax_total, i.total, coalesce(sum(l.subtotal), 0) AS lines_subtotal,
  coalesce(sum(l.tax_total), 0) AS lines_tax
FROM invoice i
LEFT JOIN invoice_line l ON l.invoice_id = i.id
GROUP BY i.id
HAVING i.subtotal <> coalesce(sum(l.subtotal), 0)
  OR i.tax_total <> coalesce(sum(l.tax_total), 0)
  OR i.total <> i.subtotal + i.tax_total
  OR count(l.id) = 0
  OR bool_or(l.subtotal <> round(l.quantity * l.unit_price * (1 - l.discount_percent / 100), 2)
    OR l.tax_total <> round(l.subtotal * l.tax_rate / 100, 2) OR l.total <> l.subtotal + l.tax_total)
ORDER BY i.id
