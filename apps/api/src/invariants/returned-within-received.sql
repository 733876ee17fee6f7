-- What a purchase order's line says was sent back is what its non-conformances sent back, and no more than came.
SELECT o.number, l.line_no, l.received, l.returned, sent.quantity
FROM purchase_order_line l
JOIN purchase_order o ON o.id = l.order_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(n.quantity), 0) AS quantity FROM non_conformance n
  WHERE n.source_type = 'purchaseOrder' AND n.source_id = l.order_id AND n.source_line = l.line_no
    AND n.disposition = 'RETURN'
) sent
WHERE l.returned <> sent.quantity OR l.returned > l.received
ORDER BY o.number, l.line_no
