-- Over all places, ours and the outside world's, an item nets to zero: stock is moved, never made or lost.
SELECT item_id, sum(on_hand) AS net
FROM stock_balance
GROUP BY item_id
HAVING sum(on_hand) <> 0
ORDER BY item_id
