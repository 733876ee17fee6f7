-- What was picked of a fulfilment's line and has not left is in STAGING, what left is with the customer, and of one that was
-- cancelled or taken back nothing is anywhere: its movements add up to what its state says.
WITH moved AS (
  SELECT m.source_id AS fulfilment_id, m.source_line AS line_no,
    sum(CASE WHEN t.usage = 'STAGING' THEN m.quantity WHEN s.usage = 'STAGING' THEN -m.quantity ELSE 0 END) AS staged,
    sum(CASE WHEN t.usage = 'CUSTOMER' THEN m.quantity WHEN s.usage = 'CUSTOMER' THEN -m.quantity ELSE 0 END) AS gone
  FROM stock_movement m
  JOIN location s ON s.id = m.from_id
  JOIN location t ON t.id = m.to_id
  WHERE m.source_type = 'fulfilment'
  GROUP BY 1, 2
)
SELECT f.number, f.status, l.line_no, l.picked, l.delivered, coalesce(m.staged, 0) AS staged, coalesce(m.gone, 0) AS gone
FROM fulfilment_line l
JOIN fulfilment f ON f.id = l.fulfilment_id
JOIN item i ON i.id = l.item_id AND i.kind <> 'SERVICE'
LEFT JOIN moved m ON m.fulfilment_id = f.id AND m.line_no = l.line_no
WHERE coalesce(m.staged, 0) <> CASE WHEN f.status IN ('PICKED', 'PACKING', 'PACKED') THEN l.picked ELSE 0 END
  OR coalesce(m.gone, 0) <> CASE WHEN f.status IN ('DISPATCHED', 'DELIVERED') THEN l.picked ELSE 0 END
  OR l.delivered <> CASE WHEN f.status = 'DELIVERED' THEN l.picked ELSE 0 END
ORDER BY f.id, l.line_no
