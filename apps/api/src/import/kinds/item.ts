import { itemKinds } from '@framewright/contracts/item/item.schema'
import { units } from '@framewright/contracts/item/units'
import { taskKinds } from '@framewright/contracts/task/task.kind'
import { categoryPath, days, millimetres, oneOf, percent, price, quantity, sku, stages, text, yesNo } from '../field.ts'
import { countsOf, type Kind, repeatedRule, rowRule, takenRule } from '../kind.ts'
import { makeCategories } from './category.ts'
import { itemChanging } from './item.changing.ts'

const frameOnly = ['description', 'material', 'width_mm', 'height_mm', 'depth_mm', 'stages']
  .map((column) => `s.${column}`)
  .join(', ')

/** Items of every kind; a row of kind FRAME also becomes a frame. */
export const item: Kind = {
  name: 'item',
  plural: 'items',
  fields: [
    { name: 'sku', type: sku, required: true },
    { name: 'name', type: text(200), required: true },
    { name: 'kind', type: oneOf(itemKinds, 'item_kind'), default: 'PRODUCT' },
    { name: 'category', type: categoryPath },
    { name: 'unit', type: oneOf(units), default: 'each' },
    { name: 'unitPrice', type: price, default: '0' },
    { name: 'cost', type: price, default: '0' },
    { name: 'taxRate', type: percent, default: '0' },
    { name: 'reorderPoint', type: quantity },
    { name: 'reorderQuantity', type: quantity },
    { name: 'leadDays', type: days, default: '0' },
    { name: 'active', type: yesNo, default: 'yes' },
    { name: 'description', type: text(2000) },
    { name: 'material', type: text(80) },
    { name: 'widthMm', type: millimetres },
    { name: 'heightMm', type: millimetres },
    { name: 'depthMm', type: millimetres },
    { name: 'stages', type: stages },
  ],
  rules: [
    repeatedRule('lower(s.sku)', 'The SKU', 's.sku'),
    rowRule(
      `s.kind = 'FRAME' AND s.existing IS NULL AND s.problems IS NULL AND num_nulls(s.material, s.width_mm, s.height_mm) > 0`,
      'A frame needs a material, a widthMm and a heightMm.',
    ),
    rowRule(
      `s.kind <> 'FRAME' AND num_nonnulls(${frameOnly}) > 0`,
      'Only a frame has a description, a material, sizes and stages: make its kind FRAME, or leave them empty.',
    ),
    rowRule(`s.kind = 'FRAME' AND s.unit <> 'each'`, 'Frames are counted in pieces: their unit is each.'),
  ],
  takenRule: takenRule('item', 'sku', 'The SKU'),
  changing: itemChanging,
  async write(client, runId, importer) {
    await makeCategories(client)
    const { items = 0, frames = 0 } = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO item (sku, name, kind, category_id, unit, unit_price, cost, tax_rate, reorder_point, reorder_quantity,
          lead_days, active)
        SELECT s.sku, s.name, s.kind, c.id, s.unit, s.unit_price, s.cost, s.tax_rate, s.reorder_point, s.reorder_quantity,
          s.lead_days, s.active
        FROM staged s LEFT JOIN category_path c ON c.key = lower(s.category)
        WHERE NOT s.refused AND s.existing IS NULL ORDER BY s.line
        RETURNING id, sku, name, kind
      ), frames AS (
        INSERT INTO frame (id, description, material, width_mm, height_mm, depth_mm, stages)
        SELECT m.id, coalesce(s.description, ''), s.material, s.width_mm, s.height_mm, s.depth_mm,
          coalesce(s.stages, '{${taskKinds.join(',')}}')
        FROM made m JOIN staged s ON s.sku = m.sku AND NOT s.refused
        WHERE m.kind = 'FRAME' ORDER BY m.id
        RETURNING id
      ), told AS (
        INSERT INTO event (actor_id, type, entity, entity_id, payload)
        SELECT ${importer?.userId ?? 'NULL'}::int, CASE kind WHEN 'FRAME' THEN 'frame.created' ELSE 'item.created' END,
          CASE kind WHEN 'FRAME' THEN 'frame' ELSE 'item' END, id,
          jsonb_build_object('sku', sku, 'name', name, 'importRunId', ${runId})
        FROM made
      ) SELECT (SELECT count(*) FROM made) AS items, (SELECT count(*) FROM frames) AS frames`,
    )
    return [
      { count: items, what: 'items' },
      { count: frames, what: 'of them frames' },
    ]
  },
}
