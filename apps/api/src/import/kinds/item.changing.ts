import { type Changing, changeExisting, plainColumn } from '../existing.ts'

/** Tables whose quantities are written in an item's unit, with the column that names the item. */
const inItsUnit = [
  'stock_movement.item_id',
  'purchase_order_line.item_id',
  'sales_order_line.item_id',
  'invoice_line.item_id',
  'stock_count_line.item_id',
  'production_order.item_id',
  'production_order_line.component_id',
  'bom_line.component_id',
]
const isUsed = inItsUnit
  .map((column) => `EXISTS (SELECT FROM ${column.split('.')[0]} u WHERE u.${column.split('.')[1]} = t.id)`)
  .join(' OR ')

/** A row of which a rule over the item `t` holds. */
const itemRule = (condition: string, reason: string) =>
  `SELECT 0, s.line, format('${reason.replaceAll("'", "''")}', t.sku) FROM staged s JOIN item t ON t.id = s.existing WHERE ${condition}`

/** Items found by their SKU. The rules are those of changing one by hand; a frame's size and stages are not changed here. */
export const itemChanging: Changing = {
  table: 'item',
  key: 'sku',
  rules: ({ fields }) => [
    ...(fields.has('kind')
      ? [
          itemRule(
            `s.kind <> t.kind AND 'FRAME' IN (s.kind::text, t.kind::text)`,
            '%s: a frame stays a frame, and nothing else becomes one.',
          ),
        ]
      : []),
    ...(fields.has('unit')
      ? [
          itemRule(
            `s.unit <> t.unit AND (${isUsed})`,
            '%s: its unit cannot change, because it has been stocked, ordered or built in.',
          ),
        ]
      : []),
    ...(fields.has('cost')
      ? [
          itemRule(
            `s.cost <> t.cost AND EXISTS (SELECT FROM stock_balance b WHERE b.item_id = t.id AND NOT b.allow_negative AND b.on_hand <> 0)`,
            '%s: some is in stock, and its cost is the average of what it came at. Leave the column out, or give the cost it has.',
          ),
        ]
      : []),
    itemRule(
      `t.kind = 'FRAME' AND EXISTS (SELECT FROM frame f WHERE f.id = t.id AND (
        s.description IS NOT NULL AND s.description <> f.description OR s.material IS NOT NULL AND s.material <> f.material
        OR s.width_mm <> f.width_mm OR s.height_mm <> f.height_mm OR s.stages <> f.stages
        OR s.depth_mm IS NOT NULL AND s.depth_mm IS DISTINCT FROM f.depth_mm))`,
      '%s: the size, material and stages of a frame are changed among the frames.',
    ),
  ],
  write: (client, runId, existing) =>
    changeExisting(
      client,
      runId,
      existing,
      [
        ...['name', 'kind', 'unit', 'unitPrice', 'cost', 'taxRate'].map(plainColumn),
        ...['reorderPoint', 'reorderQuantity', 'leadDays', 'active'].map(plainColumn),
        { field: 'category', column: 'category_id', value: 'c.id' },
      ],
      {
        table: 'item',
        from: 'LEFT JOIN category_path c ON c.key = lower(s.category)',
        set: ', updated_at = clock_timestamp()',
      },
    ),
}
