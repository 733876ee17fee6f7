-- What is kept of an item's stock is what its balances in STORAGE add up to, and every item has its row.
WITH counted AS (
  SELECT i.id AS item_id, coalesce(sum(b.on_hand), 0) AS on_hand, coalesce(sum(b.reserved), 0) AS reserved
  FROM item i
  LEFT JOIN (stock_balance b JOIN location l ON l.id = b.location_id AND l.usage = 'STORAGE') ON b.item_id = i.id
  GROUP BY i.id
)
SELECT item_id, k.on_hand AS kept_on_hand, c.on_hand, k.reserved AS kept_reserved, c.reserved
FROM item_stock k
FULL JOIN counted c USING (item_id)
WHERE (k.on_hand, k.reserved) IS DISTINCT FROM (c.on_hand, c.reserved)
ORDER BY item_id
