-- What lies before the later stages of an order under way is promised to it, or to the inspections and non-conformances of it
-- that hold it meanwhile, where it lies: nobody else can take it.
SELECT o.number, before.ready, coalesce(own.quantity, 0) AS promised, coalesce(waiting.quantity, 0) AS waiting
FROM production_order o
JOIN (SELECT order_id, sum(ready) AS ready FROM production_order_stage WHERE position > 1 GROUP BY order_id) before
  ON before.order_id = o.id
JOIN location place ON place.code = 'ASSEMBLED'
LEFT JOIN LATERAL (
  SELECT sum(r.quantity - r.consumed) AS quantity FROM reservation r
  WHERE r.production_order_id = o.id AND r.location_id = place.id AND NOT r.released
) own ON true
LEFT JOIN LATERAL (
  SELECT sum(held.quantity) AS quantity FROM (
    SELECT quantity FROM inspection
    WHERE source_type = 'productionOrder' AND source_id = o.id AND status = 'OPEN' AND location_id = place.id
    UNION ALL
    SELECT quantity FROM non_conformance
    WHERE source_type = 'productionOrder' AND source_id = o.id AND status = 'OPEN' AND location_id = place.id
  ) held
) waiting ON true
WHERE o.status IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD')
  AND before.ready <> coalesce(own.quantity, 0) + coalesce(waiting.quantity, 0)
ORDER BY o.number
