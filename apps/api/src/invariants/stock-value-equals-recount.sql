-- The kept value of stock is what lies at places of ours, each quantity times its item's cost, by kind of item.
WITH kept AS (
  SELECT bucket AS kind, sum(amount) AS value FROM statistic WHERE metric = 'stockValue' GROUP BY bucket
), counted AS (
  SELECT i.kind::text AS kind, sum(b.on_hand * i.cost) AS value
  FROM stock_balance b
  JOIN location l ON l.id = b.location_id AND NOT l.allow_negative
  JOIN item i ON i.id = b.item_id
  GROUP BY 1
)
SELECT kind, k.value AS kept, c.value AS counted
FROM kept k
FULL JOIN counted c USING (kind)
WHERE coalesce(k.value, 0) <> coalesce(c.value, 0)
ORDER BY kind
