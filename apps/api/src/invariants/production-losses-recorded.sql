-- What failed on an order's way and was scrapped or is made anew while the order was under way, the order has lost: just as
-- much, by an output that names what it was lost by.
SELECT n.number, o.number AS order_number, n.quantity, p.scrapped AS lost
FROM non_conformance n
JOIN inspection i ON i.id = n.inspection_id AND i.type = 'IN_PROCESS'
JOIN production_order o ON n.source_type = 'productionOrder' AND o.id = n.source_id AND o.item_id = n.item_id
LEFT JOIN production_output p ON p.non_conformance_id = n.id AND p.order_id = o.id
WHERE n.disposition IN ('SCRAP', 'REMAKE') AND n.location_id IS NOT NULL AND o.import_run_id IS NULL
  AND (o.completed_at IS NULL OR n.decided_at < o.completed_at)
  AND p.scrapped IS DISTINCT FROM n.quantity
ORDER BY n.number
