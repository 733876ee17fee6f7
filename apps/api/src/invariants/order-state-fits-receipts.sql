-- An order raised here is PENDING with nothing received, PARTIALLY_RECEIVED with some and not all, COMPLETED with some,
-- CANCELLED with nothing.
SELECT o.number, o.status, sum(l.received) AS received, sum(l.quantity - l.received) AS outstanding
FROM purchase_order o
JOIN purchase_order_line l ON l.order_id = o.id
WHERE o.import_run_id IS NULL
GROUP BY o.id
HAVING CASE o.status
  WHEN 'PENDING' THEN sum(l.received) > 0
  WHEN 'PARTIALLY_RECEIVED' THEN sum(l.received) = 0 OR sum(l.quantity - l.received) = 0
  WHEN 'COMPLETED' THEN sum(l.received) = 0
  WHEN 'CANCELLED' THEN sum(l.received) > 0
END
ORDER BY o.id
