-- A balance carries its location's usage and whether it may go below zero.
SELECT b.item_id, b.location_id, b.usage, l.usage AS location_usage, b.allow_negative
FROM stock_balance b
JOIN location l ON l.id = b.location_id
WHERE b.usage <> l.usage OR b.allow_negative <> l.allow_negative
ORDER BY b.item_id, b.location_id
