-- A shipment of a stocked item has moved it out. That of a fulfilment moves with the fulfilment (fulfilments-move-stock).
SELECT s.number, l.line_no, sl.quantity, sum(m.quantity) AS moved
FROM shipment_line sl
JOIN shipment s ON s.id = sl.shipment_id AND s.fulfilment_id IS NULL
JOIN sales_order_line l ON l.id = sl.order_line_id
JOIN item i ON i.id = l.item_id AND i.kind <> 'SERVICE'
LEFT JOIN stock_movement m ON m.source_type = 'shipment' AND m.source_id = s.id
  AND m.source_line = l.line_no AND m.item_id = l.item_id AND m.reverses_id IS NULL
GROUP BY s.id, sl.id, l.id
HAVING sum(m.quantity) IS DISTINCT FROM sl.quantity
ORDER BY s.id, l.line_no
