-- A completed task has moved as many of its item as it says, or is an output of its production order that says as many.
-- History that came with an import has moved nothing, and what mends moves nothing.
SELECT t.id, t.kind, t.quantity, coalesce(sum(m.quantity), 0) AS moved
FROM task t
LEFT JOIN stock_movement m ON m.source_type = 'task' AND m.source_id = t.id AND m.item_id = t.item_id
  AND m.reverses_id IS NULL
LEFT JOIN work_order w ON w.id = t.work_order_id
WHERE t.status = 'COMPLETED' AND t.production_order_id IS NULL AND w.import_run_id IS NULL
  AND NOT EXISTS (SELECT FROM non_conformance n WHERE n.work_order_id = t.work_order_id AND n.disposition = 'REWORK')
GROUP BY t.id
HAVING coalesce(sum(m.quantity), 0) <> t.quantity
UNION ALL
SELECT t.id, t.kind, t.quantity, p.good + p.scrapped
FROM task t
LEFT JOIN production_output p ON p.task_id = t.id
WHERE t.status = 'COMPLETED' AND t.production_order_id IS NOT NULL
  AND (t.quantity, t.scrapped, t.kind, t.production_order_id)
    IS DISTINCT FROM (p.good + p.scrapped, p.scrapped, p.stage, p.order_id)
ORDER BY 1
