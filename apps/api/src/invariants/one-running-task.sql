-- A person has one running task and one open stretch of work at a time, and the stretch is the task's.
SELECT user_id, 'running tasks' AS what, count(*) AS count
FROM task WHERE status = 'IN_PROGRESS' GROUP BY user_id HAVING count(*) > 1
UNION ALL
SELECT user_id, 'open stretches', count(*)
FROM time_entry WHERE ended_at IS NULL GROUP BY user_id HAVING count(*) > 1
UNION ALL
SELECT e.user_id, 'open stretches of a task that does not run', count(*)
FROM time_entry e JOIN task t ON t.id = e.task_id
WHERE e.ended_at IS NULL AND t.status <> 'IN_PROGRESS' GROUP BY e.user_id
ORDER BY user_id, what
