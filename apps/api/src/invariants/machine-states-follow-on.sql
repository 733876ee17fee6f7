-- A machine's stretches follow one another without gap or overlap, and the open one says what the machine is.
WITH followed AS (
  SELECT machine_id, id, state, started_at, ended_at,
    lead(started_at) OVER (PARTITION BY machine_id ORDER BY started_at) AS next
  FROM machine_state_entry
)
SELECT machine_id, id AS entry_id, started_at, ended_at, next FROM followed WHERE ended_at IS DISTINCT FROM next
UNION ALL
SELECT m.id, e.id, m.state_since, e.started_at, NULL
FROM machine m LEFT JOIN machine_state_entry e ON e.machine_id = m.id AND e.ended_at IS NULL
WHERE (e.state, e.started_at) IS DISTINCT FROM (m.state, m.state_since)
ORDER BY 1, 2
