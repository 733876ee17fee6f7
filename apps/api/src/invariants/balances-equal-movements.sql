-- A balance is the sum of its movements.
WITH moved AS (
  SELECT item_id, location_id, sum(change) AS quantity
  FROM (
    SELECT item_id, to_id AS location_id, quantity AS change FROM stock_movement
    UNION ALL
    SELECT item_id, from_id, -quantity FROM stock_movement
  ) movement
  GROUP BY item_id, location_id
)
SELECT item_id, location_id, b.on_hand, coalesce(m.quantity, 0) AS moved
FROM stock_balance b
FULL JOIN moved m USING (item_id, location_id)
WHERE coalesce(b.on_hand, 0) <> coalesce(m.quantity, 0)
ORDER BY item_id, location_id
