-- The numbers of own invoices run on from the first of each year to the last that was given, none missing.
WITH given AS (
  SELECT substring(number FROM '^INV-(\d{4})-')::int AS year, count(*) AS invoices,
    min(substring(number FROM '-(\d+)$')::int) AS first, max(substring(number FROM '-(\d+)$')::int) AS last
  FROM invoice WHERE source = 'OWN' GROUP BY 1
)
SELECT year, g.invoices, g.first, g.last, s.last AS counted
FROM given g
FULL JOIN invoice_series s USING (year)
WHERE g.first IS DISTINCT FROM 1 OR g.last IS DISTINCT FROM g.invoices OR g.last IS DISTINCT FROM s.last
ORDER BY year
