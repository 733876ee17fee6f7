import { LoopError, structureOf } from '@framewright/contracts/bom/bom.explosion'
import type { ClientBase } from 'pg'

interface Pair {
  whole: number
  part: number
}

/** A line as text, for telling whether two bills say the same. */
const said = (line: string, unit: string) =>
  `concat_ws('|', ${line}, trim_scale(quantity), ${unit}, trim_scale(scrap_percent), coalesce(stage::text, '-'),
    coalesce(valid_from::text, '-'), coalesce(valid_to::text, '-'))`

/**
 * Finds the items and components, what is there of their bills already, and which of the new ones would make an item a part
 * of itself.
 */
export async function prepareBoms(client: ClientBase): Promise<void> {
  await client.query(`
    SELECT pg_advisory_xact_lock(hashtext('framewright.bom'));
    ALTER TABLE staged ADD COLUMN part_id int;
    ALTER TABLE staged_order ADD COLUMN item_id int, ADD COLUMN latest int, ADD COLUMN from_day date, ADD COLUMN same boolean,
      ADD COLUMN loop text, ADD COLUMN bom_id int;
    UPDATE staged s SET part_id = i.id FROM item i WHERE lower(i.sku) = lower(s.component);
    UPDATE staged_order o SET item_id = i.id FROM item i WHERE lower(i.sku) = lower(o.item);
    SELECT id FROM item WHERE id IN (SELECT item_id FROM staged_order) ORDER BY id FOR NO KEY UPDATE;
    UPDATE staged_order o SET
      latest = coalesce((SELECT max(b.revision) FROM bom b WHERE b.item_id = o.item_id), 0),
      from_day = coalesce(o.effective, (SELECT CASE WHEN bool_and(s.valid_from IS NOT NULL) THEN min(s.valid_from) END
        FROM staged s WHERE s.order_key = o.order_key), current_date);
    UPDATE staged_order o SET same = true
    FROM (
      SELECT DISTINCT ON (b.item_id) b.item_id, b.id FROM bom b WHERE b.status = 'RELEASED' ORDER BY b.item_id, b.revision DESC
    ) last
    WHERE last.item_id = o.item_id AND (
      SELECT array_agg(${said('s.part_id', 's.own')} ORDER BY ${said('s.part_id', 's.own')})
      FROM (
        SELECT s.*, coalesce(s.unit, part.unit) AS own FROM staged s JOIN item part ON part.id = s.part_id
        WHERE s.order_key = o.order_key
      ) s
    ) = (SELECT array_agg(${said('l.component_id', 'l.unit')} ORDER BY ${said('l.component_id', 'l.unit')}) FROM bom_line l WHERE l.bom_id = last.id);
    UPDATE staged s SET existing = o.item_id FROM staged_order o WHERE o.order_key = s.order_key AND o.same`)
  await findLoops(client)
}

/** Each loop refuses one of the file's items that is on it, until what is left has none. */
async function findLoops(client: ClientBase): Promise<void> {
  const { rows: edges } = await client.query<Pair & { own: boolean }>(`
    SELECT o.item_id AS whole, s.part_id AS part, true AS own
    FROM staged s JOIN staged_order o USING (order_key) WHERE o.item_id IS NOT NULL AND s.part_id IS NOT NULL
    UNION
    SELECT b.item_id, l.component_id, false
    FROM bom b JOIN bom_line l ON l.bom_id = b.id
    LEFT JOIN staged_order o ON o.item_id = b.item_id AND o.from_day <= current_date
    WHERE o.item_id IS NULL AND b.status = 'RELEASED' AND b.revision >= coalesce((SELECT max(c.revision) FROM bom c
      WHERE c.item_id = b.item_id AND c.status = 'RELEASED' AND c.effective <= current_date), 0)
    ORDER BY 3 DESC, 1, 2`)
  const file = new Set(edges.filter(({ own }) => own).map(({ whole }) => whole))
  let left = edges
  for (;;) {
    const path = loopIn([...file], left)
    if (path === undefined) return
    const refused = path.find((id) => file.has(id))
    // What is there already has no loops, so that one of the file's is on it.
    if (refused === undefined) return
    file.delete(refused)
    left = left.filter(({ whole, own }) => !(own && whole === refused))
    // From the refused item down to itself.
    const ring = path.slice(0, -1)
    const at = ring.indexOf(refused)
    const way = [...ring.slice(at), ...ring.slice(0, at), refused]
    await client.query(
      `UPDATE staged_order SET loop = (SELECT string_agg(i.name, ' → ' ORDER BY w.place)
         FROM unnest($2::int[]) WITH ORDINALITY w (id, place) JOIN item i ON i.id = w.id) WHERE item_id = $1`,
      [refused, way],
    )
  }
}

function loopIn(roots: readonly number[], edges: readonly Pair[]): readonly number[] | undefined {
  try {
    structureOf(roots, edges)
    return undefined
  } catch (error) {
    if (error instanceof LoopError) return error.path
    throw error
  }
}
