-- Goods that wait for an inspection, or for what is decided of a non-conformance, are there and promised to it: just as many
-- as it is of.
SELECT waiting.number, place.code AS location, waiting.quantity, held.quantity AS held
FROM (
  SELECT number, item_id, location_id, quantity, id AS inspection_id, NULL::int AS non_conformance_id
  FROM inspection WHERE status = 'OPEN' AND location_id IS NOT NULL
  UNION ALL
  SELECT number, item_id, location_id, quantity, NULL, id
  FROM non_conformance WHERE status = 'OPEN' AND location_id IS NOT NULL
) waiting
JOIN location place ON place.id = waiting.location_id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(r.quantity - r.consumed), 0) AS quantity FROM reservation r
  WHERE NOT r.released AND r.item_id = waiting.item_id AND r.location_id = waiting.location_id
    AND (r.inspection_id = waiting.inspection_id OR r.non_conformance_id = waiting.non_conformance_id)
) held
WHERE held.quantity <> waiting.quantity
ORDER BY waiting.number
