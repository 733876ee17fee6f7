-- What is reserved is there, wherever stock is ours, and a real place never holds less than nothing.
SELECT b.item_id, b.location_id, b.on_hand, b.reserved
FROM stock_balance b
JOIN location l ON l.id = b.location_id
WHERE b.reserved < 0 OR (NOT l.allow_negative AND (b.on_hand < 0 OR b.reserved > b.on_hand))
ORDER BY b.item_id, b.location_id
