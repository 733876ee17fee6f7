-- Nothing is a part of itself by the bills of materials in force now or later, whatever the days of their lines.
WITH RECURSIVE edge AS (
  SELECT DISTINCT b.item_id AS whole, l.component_id AS part
  FROM bom b JOIN bom_line l ON l.bom_id = b.id
  WHERE b.status = 'RELEASED' AND b.revision >= coalesce((
    SELECT max(c.revision) FROM bom c WHERE c.item_id = b.item_id AND c.status = 'RELEASED' AND c.effective <= current_date), 0)
), below AS (
  SELECT whole, part FROM edge
  UNION
  SELECT below.whole, edge.part FROM below JOIN edge ON edge.whole = below.part
)
SELECT whole AS item_id FROM below WHERE whole = part
ORDER BY item_id
