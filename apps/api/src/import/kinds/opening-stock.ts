import { instant, price, quantity, sku, text } from '../field.ts'
import { countsOf, type Kind, repeatedRule, rowRule } from '../kind.ts'

/** A staged row with the item and the place it names. Each is found by its code regardless of case. */
const resolved = `staged s
  LEFT JOIN item i ON lower(i.sku) = lower(s.sku)
  LEFT JOIN location l ON lower(l.code) = lower(s.location)`

/** The operation that can happen once for an item and a place. */
const operationKey = `'openingStock:' || i.id || ':' || l.id`

/** What was there when the shop began: movements from ADJUSTMENTS to where it lies. */
export const openingStock: Kind = {
  name: 'opening-stock',
  plural: 'opening stock',
  fields: [
    { name: 'sku', type: sku, required: true },
    { name: 'location', type: text(40), default: 'STOCK' },
    { name: 'quantity', type: quantity, required: true },
    { name: 'unitCost', type: price },
    { name: 'effectiveAt', type: instant },
    { name: 'reason', type: text(200), default: 'Opening stock' },
  ],
  rules: [
    repeatedRule(`lower(s.sku) || ' ' || lower(s.location)`, 'The stock of', `s.sku || ' at ' || s.location`),
    `SELECT 0, s.line, format('There is no item with the SKU %s. Import the items first.', s.sku)
      FROM ${resolved} WHERE s.sku IS NOT NULL AND i.id IS NULL`,
    `SELECT 0, s.line, format('There is no location with the code %s. Import the locations first.', s.location)
      FROM ${resolved} WHERE s.location IS NOT NULL AND l.id IS NULL`,
    `SELECT 0, s.line, format('%s is a virtual place that holds no stock. Name a storage location.', l.code)
      FROM ${resolved} WHERE l.allow_negative`,
    `SELECT 0, s.line, format('%s is a service, of which there is no stock.', i.sku)
      FROM ${resolved} WHERE i.kind = 'SERVICE'`,
    `SELECT 0, s.line, format('%s is a frame, and frames are counted in whole pieces.', i.sku)
      FROM ${resolved} WHERE i.kind = 'FRAME' AND s.quantity <> trunc(s.quantity)`,
    `SELECT 0, s.line, format('The opening stock of %s at %s is already in the ledger. Post a correction instead.', i.sku, l.code)
      FROM ${resolved} JOIN stock_movement m ON m.operation_key = ${operationKey}`,
    // Stock given when the item was made is its opening stock too; the ledger names that operation by the item.
    `SELECT 0, s.line, format('%s was given opening stock at %s when it was made. Post a correction instead.', i.sku, l.code)
      FROM ${resolved} JOIN location adjustments ON adjustments.code = 'ADJUSTMENTS'
      JOIN stock_movement m ON m.operation_key
        = concat_ws(':', 'item', i.id, 'opening', 0, i.id, adjustments.id, l.id)`,
    `SELECT 0, s.line, format('%s already has a balance at %s, so it cannot be opened with nothing.', i.sku, l.code)
      FROM ${resolved} JOIN stock_balance b ON b.item_id = i.id AND b.location_id = l.id
      WHERE s.quantity = 0
        AND NOT EXISTS (SELECT FROM stock_movement m WHERE m.operation_key = ${operationKey})`,
    rowRule(`s.effective_at > now()`, 'effectiveAt lies in the future, and opening stock is what there is.'),
  ],
  async write(client, runId) {
    const { moved = 0 } = await countsOf(
      client,
      `WITH moved AS (
        INSERT INTO stock_movement (item_id, from_id, to_id, quantity, unit_cost, effective_at, source_type, source_id,
          source_line, reason, operation_key)
        SELECT i.id, adjustments.id, l.id, s.quantity, coalesce(s.unit_cost, i.cost), coalesce(s.effective_at, now()),
          'importRun', ${runId}, s.line, s.reason, ${operationKey}
        FROM ${resolved} JOIN location adjustments ON adjustments.code = 'ADJUSTMENTS'
        WHERE NOT s.refused AND s.quantity > 0
        ORDER BY i.id, l.id
        RETURNING id
      ) SELECT count(*) AS moved FROM moved`,
    )
    // Counted, and found to be nothing: the ledger has no movement of nothing, so the place is only made known. A balance
    // of zero is the sum of no movements, and the way the ledger itself begins every balance.
    const { rowCount } = await client.query(`
      INSERT INTO stock_balance (item_id, location_id, usage, allow_negative)
      SELECT i.id, l.id, l.usage, l.allow_negative FROM ${resolved}
      WHERE NOT s.refused AND s.quantity = 0
      ORDER BY i.id, l.id
      ON CONFLICT DO NOTHING`)
    return [
      { count: moved, what: 'movements posted' },
      { count: rowCount ?? 0, what: 'places counted as empty' },
    ]
  },
}
