-- The items kept as low are those in use whose available stock is at or below their reorder point, and no others.
WITH counted AS (
  SELECT i.id AS item_id, i.reorder_point, (
    SELECT coalesce(sum(b.on_hand - b.reserved), 0) FROM stock_balance b
    JOIN location l ON l.id = b.location_id AND l.usage = 'STORAGE' WHERE b.item_id = i.id
  ) AS available
  FROM item i
  WHERE i.active AND i.kind <> 'SERVICE' AND i.reorder_point IS NOT NULL
)
SELECT item_id, k.item_id IS NOT NULL AS kept_as_low, c.available, c.reorder_point
FROM low_stock k
FULL JOIN counted c USING (item_id)
WHERE (k.item_id IS NOT NULL) <> coalesce(c.available <= c.reorder_point, false)
ORDER BY item_id
