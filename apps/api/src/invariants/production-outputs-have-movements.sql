-- What a production order made went from production, or from where it waited for its last stage, into storage, and what it
-- lost into scrap, as much as it says: what was lost by a non-conformance with that one's movement, and of what was made no
-- more is left than was not lost afterwards. History that came with an import has moved nothing.
WITH moved AS (
  SELECT m.source_id AS order_id, m.item_id,
    sum(m.quantity) FILTER (WHERE l.usage = 'STORAGE') AS good,
    sum(m.quantity) FILTER (WHERE l.usage = 'SCRAP') AS scrapped
  FROM stock_movement m
  JOIN location source ON source.id = m.from_id AND source.code IN ('PRODUCTION', 'ASSEMBLED')
  JOIN location l ON l.id = m.to_id
  WHERE m.source_type = 'productionOrder'
  GROUP BY m.source_id, m.item_id
), lost AS (
  SELECT p.order_id, coalesce(sum(p.scrapped) FILTER (WHERE p.finished), 0) AS finished,
    sum(least(p.scrapped, scrap.quantity)) AS scrapped
  FROM production_output p
  JOIN production_order o ON o.id = p.order_id
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(m.quantity), 0) AS quantity FROM stock_movement m JOIN location l ON l.id = m.to_id AND l.usage = 'SCRAP'
    WHERE m.source_type = 'nonConformance' AND m.source_id = p.non_conformance_id AND m.item_id = o.item_id
  ) scrap
  WHERE p.non_conformance_id IS NOT NULL
  GROUP BY p.order_id
)
SELECT o.id, o.item_id, o.produced, o.scrapped,
  coalesce(m.good, 0) - coalesce(lost.finished, 0) AS good, coalesce(m.scrapped, 0) + coalesce(lost.scrapped, 0) AS lost
FROM production_order o
LEFT JOIN moved m ON m.order_id = o.id AND m.item_id = o.item_id
LEFT JOIN lost ON lost.order_id = o.id
WHERE o.import_run_id IS NULL AND (o.produced <> coalesce(m.good, 0) - coalesce(lost.finished, 0)
  OR o.scrapped <> coalesce(m.scrapped, 0) + coalesce(lost.scrapped, 0))
ORDER BY o.id
