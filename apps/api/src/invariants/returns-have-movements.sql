-- What came back has moved from the customer into quarantine, and what was decided of it out of there again.
SELECT r.number, l.line_no, l.received, l.passed, l.failed, moved.*
FROM customer_return_line l
JOIN customer_return r ON r.id = l.return_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(m.quantity) FILTER (WHERE f.code = 'CUSTOMERS' AND t.code = 'QUARANTINE'), 0) AS came,
    coalesce(sum(m.quantity) FILTER (WHERE f.code = 'QUARANTINE' AND t.usage = 'STORAGE'), 0) AS restocked,
    coalesce(sum(m.quantity) FILTER (WHERE f.code = 'QUARANTINE' AND t.usage = 'SCRAP'), 0) AS scrapped
  FROM stock_movement m
  JOIN location f ON f.id = m.from_id
  JOIN location t ON t.id = m.to_id
  WHERE m.source_type = 'customerReturn' AND m.source_id = r.id AND m.source_line = l.line_no AND m.item_id = l.item_id
) moved
WHERE moved.came <> coalesce(l.received, 0)
  OR moved.restocked <> CASE WHEN r.status = 'RESTOCKED' THEN coalesce(l.passed, 0) ELSE 0 END
  OR moved.scrapped <> CASE WHEN r.status IN ('RESTOCKED', 'SCRAPPED') THEN coalesce(l.failed, 0) ELSE 0 END
ORDER BY r.id, l.line_no
