-- A completed task took as many seconds as its stretches of work. History that came with an import has no stretches.
SELECT t.id, t.duration, coalesce(floor(extract(epoch FROM sum(e.ended_at - e.started_at))), 0) AS worked
FROM task t
LEFT JOIN time_entry e ON e.task_id = t.id
LEFT JOIN work_order w ON w.id = t.work_order_id
WHERE t.status = 'COMPLETED' AND w.import_run_id IS NULL
GROUP BY t.id
HAVING t.duration IS DISTINCT FROM coalesce(floor(extract(epoch FROM sum(e.ended_at - e.started_at))), 0)
ORDER BY t.id
