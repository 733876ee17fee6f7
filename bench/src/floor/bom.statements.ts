// What the floor asks of PostgreSQL for the explosion of a bill of materials, and for planning over it: what somebody would
// write by hand. $1 is the item, $2 how many of it.

const tree = `
  WITH RECURSIVE tree AS (
    SELECT l.component_id, 1 AS level, l.quantity * (1 + l.scrap_percent / 100) * $2::numeric AS quantity, ARRAY[l.id] AS path
    FROM bom b JOIN bom_line l ON l.bom_id = b.id
    WHERE b.item_id = $1 AND b.status = 'RELEASED' AND b.effective <= current_date
    UNION ALL
    SELECT l.component_id, t.level + 1, t.quantity * l.quantity * (1 + l.scrap_percent / 100), t.path || l.id
    FROM tree t JOIN bom b ON b.item_id = t.component_id AND b.status = 'RELEASED' AND b.effective <= current_date
    JOIN bom_line l ON l.bom_id = b.id
  )`

/** One recursive statement, whose rows are the answer. */
export const explosion = `${tree}
  SELECT t.level, i.id AS "itemId", i.sku, i.name, i.unit, trim_scale(round(t.quantity, 6))::text AS quantity,
    round(t.quantity * i.cost, 2)::text AS cost
  FROM tree t JOIN item i ON i.id = t.component_id ORDER BY t.path`

/** For planning: all made items with their sums, as drafts numbered one after the other, with what each is for. */
export const plan = `${tree}, wanted AS (
    SELECT t.component_id AS item_id, ceil(sum(t.quantity)) AS quantity, row_number() OVER (ORDER BY min(t.level), t.component_id) AS place
    FROM tree t WHERE EXISTS (SELECT FROM bom b WHERE b.item_id = t.component_id AND b.status = 'RELEASED') GROUP BY t.component_id
    UNION ALL SELECT $1::int, $2::numeric, 0
  ), made AS (
    INSERT INTO production_order (number, item_id, planned)
    SELECT n.number, w.item_id, w.quantity
    FROM wanted w JOIN next_production_numbers(current_date, (SELECT count(*)::int FROM wanted)) n ON n.place = w.place + 1
    RETURNING id, number, item_id, planned
  )
  SELECT m.id, m.number, i.id AS "itemId", i.sku, i.name, i.unit, trim_scale(m.planned)::text AS quantity
  FROM made m JOIN item i ON i.id = m.item_id ORDER BY m.id`

/** What each of the orders $1 is for, as the plan keeps it. */
export const pegs = `
  INSERT INTO production_peg (order_id, for_order_id, quantity)
  SELECT part.id, whole.id, round(whole.planned * l.quantity * (1 + l.scrap_percent / 100), 6)
  FROM production_order whole
  JOIN bom b ON b.item_id = whole.item_id AND b.status = 'RELEASED' AND b.effective <= current_date
  JOIN bom_line l ON l.bom_id = b.id
  JOIN production_order part ON part.item_id = l.component_id
  WHERE whole.id = ANY($1) AND part.id = ANY($1)`

/** And what has to be bought for it. */
export const purchases = `${tree}
  SELECT i.id AS "itemId", i.sku, i.name, i.unit, i.cost::text AS "unitPrice", trim_scale(sum(t.quantity))::text AS needed,
    trim_scale(s.on_hand - s.reserved)::text AS available,
    trim_scale(greatest(sum(t.quantity) - greatest(s.on_hand - s.reserved, 0), 0))::text AS short
  FROM tree t JOIN item i ON i.id = t.component_id JOIN item_stock s ON s.item_id = i.id
  WHERE NOT EXISTS (SELECT FROM bom b WHERE b.item_id = i.id AND b.status = 'RELEASED')
  GROUP BY i.id, s.item_id`
