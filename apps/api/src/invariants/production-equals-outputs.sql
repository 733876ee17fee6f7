-- What a production order made, lost and spent on materials is the sum of its outputs, and what it consumed of a material
-- is what its movements took, services aside.
WITH made AS (
  SELECT order_id, sum(good) AS good, sum(scrapped) AS scrapped, sum(material_cost) AS cost
  FROM production_output GROUP BY order_id
), moved AS (
  SELECT m.source_id AS order_id, m.source_line AS line_no, m.item_id, sum(m.quantity) AS quantity
  FROM stock_movement m
  JOIN location l ON l.id = m.to_id AND l.code = 'PRODUCTION'
  WHERE m.source_type = 'productionOrder'
  GROUP BY m.source_id, m.source_line, m.item_id
)
SELECT o.id, NULL::int AS line_no, o.produced, o.scrapped, o.material_cost AS kept, m.good, m.scrapped AS lost, m.cost AS found
FROM production_order o
LEFT JOIN made m ON m.order_id = o.id
WHERE (o.produced, o.scrapped, o.material_cost)
  IS DISTINCT FROM (coalesce(m.good, 0), coalesce(m.scrapped, 0), coalesce(m.cost, 0))
UNION ALL
SELECT l.order_id, l.line_no, NULL, NULL, l.consumed, NULL, NULL, m.quantity
FROM production_order_line l
JOIN item i ON i.id = l.component_id AND i.kind <> 'SERVICE'
LEFT JOIN moved m ON m.order_id = l.order_id AND m.line_no = l.line_no AND m.item_id = l.component_id
WHERE l.consumed <> coalesce(m.quantity, 0)
ORDER BY 1, 2
