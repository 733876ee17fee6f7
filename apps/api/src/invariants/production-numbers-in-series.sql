-- A production order's number is one its day has given out: JO, the day, and a place in the day's series.
-- History that came with an import keeps the numbers it had.
SELECT o.id, o.number, d.last
FROM production_order o
CROSS JOIN LATERAL regexp_match(o.number, '^JO-(\d{8})-(\d{4,})$') AS part
LEFT JOIN production_day d ON to_char(d.day, 'YYYYMMDD') = part[1]
WHERE o.import_run_id IS NULL
  AND (part IS NULL OR d.last IS NULL OR part[2]::int NOT BETWEEN 1 AND d.last)
ORDER BY o.id
