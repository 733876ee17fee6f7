-- A credit is the sum of its lines, of no more than came, and its numbers are a series without gaps.
SELECT 'sum' AS what, r.credit_no AS said, r.credit_subtotal, sum(l.credit_subtotal) AS lines
FROM customer_return r JOIN customer_return_line l ON l.return_id = r.id
GROUP BY r.id
HAVING coalesce(r.credit_subtotal, 0) <> sum(l.credit_subtotal) OR coalesce(r.credit_tax_total, 0) <> sum(l.credit_tax_total)
  OR bool_or(l.credited > coalesce(l.received, 0))
UNION ALL
SELECT 'series', s.year::text, s.last, given.count
FROM credit_series s
CROSS JOIN LATERAL (
  SELECT count(*) FROM customer_return r WHERE r.credit_no LIKE 'CN-' || s.year || '-%'
) given
WHERE given.count <> s.last
ORDER BY 1, 2
