-- What a production order made went from production, or from where it waited for its last stage, into storage, and what it
-- lost into scrap, as much as it says. History that came with an import has moved nothing.
WITH moved AS (
  SELECT m.source_id AS order_id, m.item_id,
    sum(m.quantity) FILTER (WHERE l.usage = 'STORAGE') AS good,
    sum(m.quantity) FILTER (WHERE l.usage = 'SCRAP') AS scrapped
  FROM stock_movement m
  JOIN location source ON source.id = m.from_id AND source.code IN ('PRODUCTION', 'ASSEMBLED')
  JOIN location l ON l.id = m.to_id
  WHERE m.source_type = 'productionOrder'
  GROUP BY m.source_id, m.item_id
)
SELECT o.id, o.item_id, o.produced, o.scrapped, m.good, m.scrapped AS lost
FROM production_order o
LEFT JOIN moved m ON m.order_id = o.id AND m.item_id = o.item_id
WHERE o.import_run_id IS NULL AND (o.produced <> coalesce(m.good, 0) OR o.scrapped <> coalesce(m.scrapped, 0))
ORDER BY o.id
