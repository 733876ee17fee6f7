-- What a production order made, lost and spent on materials is the sum of its outputs, what it consumed of a material is
-- what its movements took, services aside, and how far its stages are is what its outputs say. What went through all
-- stages at once was good at each but the last. What was lost by a non-conformance had come off its stage good, and is so no
-- more. History that came with an import has no stages.
WITH made AS (
  SELECT order_id, sum(CASE WHEN non_conformance_id IS NULL THEN good ELSE -scrapped END) FILTER (WHERE finished) AS good,
    sum(scrapped) AS scrapped, sum(material_cost) AS cost
  FROM production_output GROUP BY order_id
), moved AS (
  SELECT m.source_id AS order_id, m.source_line AS line_no, m.item_id, sum(m.quantity) AS quantity
  FROM stock_movement m
  JOIN location l ON l.id = m.to_id AND l.code = 'PRODUCTION'
  WHERE m.source_type = 'productionOrder'
  GROUP BY m.source_id, m.source_line, m.item_id
), stages AS (
  SELECT s.order_id, s.stage, s.position, s.good, s.scrapped, s.ready,
    s.position = max(s.position) OVER (PARTITION BY s.order_id) AS last,
    lag(s.good) OVER (PARTITION BY s.order_id ORDER BY s.position) AS came
  FROM production_order_stage s
), through AS (
  SELECT s.order_id, s.stage,
    coalesce(sum(CASE WHEN p.non_conformance_id IS NOT NULL THEN -p.scrapped
      WHEN p.stage IS NULL AND NOT s.last THEN p.good + p.scrapped ELSE p.good END), 0) AS good,
    coalesce(sum(CASE WHEN p.stage IS NULL AND NOT s.last THEN 0 ELSE p.scrapped END), 0) AS scrapped
  FROM stages s
  LEFT JOIN production_output p ON p.order_id = s.order_id AND coalesce(p.stage, s.stage) = s.stage
  GROUP BY s.order_id, s.stage
)
SELECT o.id, 'order' AS what, o.produced AS kept_good, m.good, o.scrapped AS kept_lost, m.scrapped AS lost,
  o.material_cost AS kept, m.cost AS found
FROM production_order o
LEFT JOIN made m ON m.order_id = o.id
WHERE (o.produced, o.scrapped, o.material_cost)
  IS DISTINCT FROM (coalesce(m.good, 0), coalesce(m.scrapped, 0), coalesce(m.cost, 0))
UNION ALL
SELECT l.order_id, 'line ' || l.line_no, NULL, NULL, NULL, NULL, l.consumed, m.quantity
FROM production_order_line l
JOIN item i ON i.id = l.component_id AND i.kind <> 'SERVICE'
LEFT JOIN moved m ON m.order_id = l.order_id AND m.line_no = l.line_no AND m.item_id = l.component_id
WHERE l.consumed <> coalesce(m.quantity, 0)
UNION ALL
SELECT s.order_id, 'stage ' || s.stage, s.good, t.good, s.scrapped, t.scrapped, s.ready, NULL
FROM stages s
JOIN through t USING (order_id, stage)
JOIN production_order o ON o.id = s.order_id
WHERE (s.good, s.scrapped, s.ready) IS DISTINCT FROM (t.good, t.scrapped,
  CASE WHEN o.status IN ('RELEASED', 'IN_PROGRESS', 'ON_HOLD')
    THEN greatest(coalesce(s.came, o.planned) - t.good - t.scrapped, 0) ELSE 0 END)
ORDER BY 1, 2
