-- A completed task has moved as many of its frame as it says. History that came with an import has moved nothing.
SELECT t.id, t.kind, t.quantity, coalesce(sum(m.quantity), 0) AS moved
FROM task t
LEFT JOIN stock_movement m ON m.source_type = 'task' AND m.source_id = t.id AND m.item_id = t.frame_id
  AND m.reverses_id IS NULL
LEFT JOIN work_order w ON w.id = t.work_order_id
WHERE t.status = 'COMPLETED' AND w.import_run_id IS NULL
GROUP BY t.id
HAVING coalesce(sum(m.quantity), 0) <> t.quantity
ORDER BY t.id
