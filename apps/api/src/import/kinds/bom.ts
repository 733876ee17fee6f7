import { convertible, units } from '@framewright/contracts/item/units'
import { taskKinds } from '@framewright/contracts/task/task.kind'
import type { Importer } from '../existing.ts'
import { day, type Field, oneOf, percent, positiveQuantity, sku, text } from '../field.ts'
import { countsOf, type Kind, rowRule } from '../kind.ts'
import { prepareBoms } from './bom-structure.ts'

const orderFields: Field[] = [
  { name: 'item', type: sku, required: true },
  { name: 'effective', type: day },
  { name: 'notes', type: text(2000) },
]

/** Every two units of which one converts into the other. */
const convertiblePairs = units
  .flatMap((from) => units.filter((to) => convertible(from, to)).map((to) => `('${from}', '${to}')`))
  .join(', ')

/** A staged line with the component it names. */
const resolved = 'staged s LEFT JOIN item part ON part.id = s.part_id'

/** Who imports, in a statement; nobody from the command line. */
const by = (importer: Importer | undefined): string => `${importer?.userId ?? 'NULL'}::int`

/**
 * Bills of materials, a line a row: an item's lines become its next revision, released. One that says what the last one says
 * is passed over. It comes into force on its day; where no day is given, on the first of its lines' days where all have one,
 * else today. A day gone by is only for an item that has had none.
 */
export const bom: Kind = {
  name: 'bom',
  plural: 'bills of materials',
  orderFields,
  orderKey: 'item',
  fields: [
    { name: 'component', type: sku, required: true },
    { name: 'quantity', type: positiveQuantity, required: true },
    { name: 'unit', type: oneOf(units) },
    { name: 'scrapPercent', type: percent, default: '0' },
    { name: 'stage', type: oneOf(taskKinds, 'task_kind') },
    { name: 'validFrom', type: day },
    { name: 'validTo', type: day },
  ],
  prepare: prepareBoms,
  rules: [
    `SELECT 0, s.line, 'There is no item for this line in the file of the items.'
      FROM staged s LEFT JOIN staged_order o USING (order_key) WHERE o.order_key IS NULL AND s.order_key IS NOT NULL`,
    `SELECT 0, s.line, 'This line does not say whose bill of materials it belongs to.' FROM staged s
      WHERE s.order_key IS NULL AND s.problems IS NULL`,
    `SELECT 1, o.line, format('%s has no lines.', o.item)
      FROM staged_order o LEFT JOIN staged s USING (order_key) WHERE s.line IS NULL AND o.order_key IS NOT NULL`,
    `SELECT 1, o.line, format('There is no item with the SKU %s. Import the items first.', o.item)
      FROM staged_order o WHERE o.item IS NOT NULL AND o.item_id IS NULL`,
    `SELECT 1, o.line, format('%s is a service; only what is stocked is made out of materials.', i.name)
      FROM staged_order o JOIN item i ON i.id = o.item_id WHERE i.kind = 'SERVICE'`,
    `SELECT 1, o.line, format('%s has more than 500 lines.', o.item) FROM staged_order o
      JOIN (SELECT order_key FROM staged GROUP BY 1 HAVING count(*) > 500) long USING (order_key)`,
    `SELECT 1, o.line, format('Revision %s of the bill of materials of %s is being drafted. Release it or throw it away first.',
        b.revision, o.item)
      FROM staged_order o JOIN bom b ON b.item_id = o.item_id AND b.status = 'DRAFT' WHERE o.same IS NULL`,
    `SELECT 1, o.line, format('%s has a bill of materials, and another cannot come into force on a day gone by.', o.item)
      FROM staged_order o WHERE o.same IS NULL AND o.from_day < current_date
        AND EXISTS (SELECT FROM bom b WHERE b.item_id = o.item_id AND b.status = 'RELEASED')`,
    `SELECT 1, o.line, format('This would make %s a part of itself: %s.', o.item, o.loop)
      FROM staged_order o WHERE o.loop IS NOT NULL`,
    `SELECT 0, s.line, format('There is no item with the SKU %s. Import the items first.', s.component)
      FROM ${resolved} WHERE s.component IS NOT NULL AND part.id IS NULL`,
    `SELECT 0, s.line, format('%s is kept in %s, which %s does not convert to.', part.name, part.unit, s.unit)
      FROM ${resolved} WHERE s.unit IS NOT NULL AND part.id IS NOT NULL
        AND (s.unit, part.unit) NOT IN (VALUES ${convertiblePairs})`,
    `SELECT 0, s.line, format('%s is a frame, and a line of a frame needs a stage.', i.sku)
      FROM staged s JOIN staged_order o USING (order_key) JOIN item i ON i.id = o.item_id
      WHERE i.kind = 'FRAME' AND s.stage IS NULL`,
    rowRule('s.valid_to < s.valid_from', 'validTo lies before validFrom.'),
  ],
  async write(client, runId, importer) {
    const { same = 0 } = await countsOf(client, 'SELECT count(*) AS same FROM staged_order WHERE same AND NOT refused')
    // As drafts, with their lines, then released: a released one takes no lines.
    await client.query(`
      WITH made AS (
        INSERT INTO bom (item_id, revision, effective, notes, created_by_id)
        SELECT o.item_id, o.latest + 1, o.from_day, coalesce(o.notes, ''), ${by(importer)}
        FROM staged_order o WHERE NOT o.refused AND o.same IS NULL ORDER BY o.line
        RETURNING id, item_id
      ) UPDATE staged_order o SET bom_id = made.id FROM made WHERE made.item_id = o.item_id AND NOT o.refused`)
    const { lines = 0 } = await countsOf(
      client,
      `WITH lines AS (
        INSERT INTO bom_line (bom_id, component_id, quantity, unit, scrap_percent, stage, valid_from, valid_to)
        SELECT o.bom_id, s.part_id, s.quantity, coalesce(s.unit, part.unit), s.scrap_percent, s.stage, s.valid_from, s.valid_to
        FROM ${resolved} JOIN staged_order o USING (order_key) WHERE o.bom_id IS NOT NULL ORDER BY s.line
        RETURNING bom_id
      ) SELECT count(*) AS lines FROM lines`,
    )
    const { boms = 0 } = await countsOf(
      client,
      `WITH released AS (
        UPDATE bom SET status = 'RELEASED', released_at = now() FROM staged_order o WHERE o.bom_id = bom.id
        RETURNING bom.item_id, bom.revision, bom.effective, bom.id
      ), told AS (
        INSERT INTO event (actor_id, type, entity, entity_id, payload)
        SELECT ${by(importer)}, k.entity || '.bomChanged', k.entity, r.item_id, jsonb_build_object('revision', r.revision,
          'lines', (SELECT count(*) FROM bom_line l WHERE l.bom_id = r.id), 'sku', i.sku, 'effective', r.effective,
          'importRunId', ${runId})
        FROM released r JOIN item i ON i.id = r.item_id
        CROSS JOIN LATERAL (SELECT CASE i.kind WHEN 'FRAME' THEN 'frame' ELSE 'item' END AS entity) k
        ORDER BY r.id
      ) SELECT count(*) AS boms FROM released`,
    )
    return [
      { count: boms, what: 'bills of materials' },
      { count: lines, what: 'lines' },
      ...(same > 0 ? [{ count: same, what: 'bills of materials that are so already' }] : []),
    ]
  },
}
