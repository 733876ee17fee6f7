-- What passed has gone where it was bound, and what was decided of a non-conformance has been done to its goods: once, and
-- nothing while it is open.
SELECT number, expected, moved
FROM (
  SELECT i.number,
    CASE WHEN i.status IN ('PASSED', 'FAILED') AND i.target_id IS NOT NULL AND i.target_id <> i.location_id
      THEN i.quantity - i.failed_quantity ELSE 0 END AS expected,
    coalesce((SELECT sum(m.quantity) FROM stock_movement m WHERE m.source_type = 'inspection' AND m.source_id = i.id
      AND m.from_id = i.location_id AND m.to_id = i.target_id AND m.item_id = i.item_id), 0) AS moved
  FROM inspection i WHERE i.location_id IS NOT NULL
  UNION ALL
  SELECT n.number,
    CASE n.disposition WHEN 'SCRAP' THEN n.quantity WHEN 'REMAKE' THEN n.quantity WHEN 'RETURN' THEN n.quantity ELSE 0 END,
    coalesce((SELECT sum(m.quantity) FROM stock_movement m JOIN location t ON t.id = m.to_id
      WHERE m.source_type = 'nonConformance' AND m.source_id = n.id AND m.from_id = n.location_id AND m.item_id = n.item_id
        AND t.usage = CASE n.disposition WHEN 'RETURN' THEN 'SUPPLIER' ELSE 'SCRAP' END::location_usage), 0)
  FROM non_conformance n WHERE n.location_id IS NOT NULL
) done
WHERE moved <> expected
ORDER BY number
