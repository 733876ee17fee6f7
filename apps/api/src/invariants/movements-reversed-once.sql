-- A movement is reversed at most once, by its mirror image, and a reversal is not reversed again.
SELECT m.id, count(r.id) AS reversals
FROM stock_movement m
JOIN stock_movement r ON r.reverses_id = m.id
GROUP BY m.id
HAVING count(r.id) > 1 OR m.reverses_id IS NOT NULL OR bool_or(
  (r.item_id, r.from_id, r.to_id, r.quantity) IS DISTINCT FROM (m.item_id, m.to_id, m.from_id, m.quantity)
)
ORDER BY m.id
