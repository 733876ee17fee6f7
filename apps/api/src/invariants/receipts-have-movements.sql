-- A receipt of a stocked item has moved it from the supplier to where the receipt says, or into the quarantine where it waits
-- for its inspection.
SELECT r.number, l.line_no, rl.quantity, sum(m.quantity) AS moved
FROM receipt_line rl
JOIN receipt r ON r.id = rl.receipt_id
JOIN purchase_order_line l ON l.id = rl.order_line_id
JOIN item i ON i.id = l.item_id AND i.kind <> 'SERVICE'
LEFT JOIN stock_movement m ON m.source_type = 'purchaseOrder' AND m.source_id = r.purchase_order_id
  AND m.source_line = l.line_no AND m.item_id = l.item_id AND m.reason = r.number
  AND (m.to_id = r.location_id OR EXISTS (
    SELECT FROM inspection q WHERE q.type = 'INCOMING' AND q.source_type = 'purchaseOrder'
      AND q.source_id = r.purchase_order_id AND q.source_line = l.line_no AND q.item_id = l.item_id
      AND q.location_id = m.to_id AND q.target_id = r.location_id AND q.quantity = rl.quantity))
GROUP BY r.id, rl.id, l.id
HAVING sum(m.quantity) IS DISTINCT FROM rl.quantity
ORDER BY r.id, l.line_no
