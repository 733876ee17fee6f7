-- Every event has a place of its own in the stream. One that a younger by more than a minute has overtaken was forgotten;
-- one that waits for longer than a day waits for a server that does not number.
SELECT e.id, e.type, e.at, e.position, 'shared' AS problem
FROM event e
WHERE EXISTS (SELECT 1 FROM event other WHERE other.position = e.position AND other.id <> e.id)
UNION ALL
SELECT e.id, e.type, e.at, e.position, 'none'
FROM event e
WHERE e.position IS NULL AND (
  e.at < now() - interval '1 day'
  OR EXISTS (SELECT 1 FROM event later WHERE later.id > e.id AND later.position IS NOT NULL AND later.at > e.at + interval '1 minute')
)
ORDER BY id
