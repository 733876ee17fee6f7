import { priorities } from '@framewright/contracts/work-order/work-order.schema'
import { day, instant, oneOf, positiveQuantity, quantity, sku, text } from '../field.ts'
import { countsOf, type Kind, repeatedRule, rowRule, takenRule } from '../kind.ts'

/** What is over. What is open is planned here, with its bill of materials and its tasks. */
const statuses = ['COMPLETED', 'CLOSED', 'CANCELLED'] as const

const made = `coalesce(s.produced, CASE s.status WHEN 'CANCELLED' THEN 0 ELSE s.quantity - s.scrapped END)`

/** Production orders of the past, with what they made and lost and why. They move no stock and have no stages. */
export const productionOrder: Kind = {
  name: 'production-order',
  plural: 'production orders',
  fields: [
    { name: 'number', type: text(40), required: true },
    { name: 'sku', type: sku, required: true },
    { name: 'quantity', type: positiveQuantity, required: true },
    { name: 'produced', type: quantity },
    { name: 'scrapped', type: quantity, default: '0' },
    { name: 'scrapReason', type: text(200), default: 'Not said' },
    { name: 'status', type: oneOf(statuses, 'production_order_status'), default: 'CLOSED' },
    { name: 'priority', type: oneOf(priorities, 'priority'), default: 'NORMAL' },
    { name: 'dueDate', type: day },
    { name: 'startedAt', type: instant },
    { name: 'completedAt', type: instant },
    { name: 'notes', type: text(2000), default: '' },
  ],
  rules: [
    repeatedRule('lower(s.number)', 'The number', 's.number'),
    takenRule('production_order', 'number', 'The number'),
    rowRule(
      `s.number ~* '^JO-[0-9]{8}-[0-9]+$'`,
      'Numbers like JO-20260331-0001 are given out here: put a prefix before.',
    ),
    `SELECT 0, s.line, CASE WHEN i.id IS NULL THEN format('There is no item with the SKU %s. Import the items first.', s.sku)
        ELSE format('%s is a service, which is not made.', i.sku) END
      FROM staged s LEFT JOIN item i ON lower(i.sku) = lower(s.sku)
      WHERE s.sku IS NOT NULL AND (i.id IS NULL OR i.kind = 'SERVICE')`,
    rowRule(
      `s.scrapped > s.quantity AND s.produced IS NULL`,
      'More is scrapped than was ordered: say what was produced.',
    ),
    rowRule(
      `s.status = 'CANCELLED' AND coalesce(s.produced, 0) + s.scrapped > 0`,
      'An order that is CANCELLED has made nothing: one that has made some was completed short.',
    ),
    rowRule(`s.completed_at < s.started_at`, 'completedAt lies before startedAt.'),
    rowRule(`s.completed_at IS NOT NULL AND s.status = 'CANCELLED'`, 'An order that is CANCELLED has no completedAt.'),
  ],
  async write(client, runId) {
    const counts = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO production_order (number, item_id, status, planned, produced, scrapped, priority, due_date, notes,
          started_at, completed_at, closed_at, import_run_id)
        SELECT s.number, i.id, s.status, s.quantity, ${made}, s.scrapped, s.priority, s.due_date, s.notes,
          s.started_at, s.completed_at, CASE s.status WHEN 'CLOSED' THEN s.completed_at END, ${runId}
        FROM staged s JOIN item i ON lower(i.sku) = lower(s.sku)
        WHERE NOT s.refused ORDER BY s.line
        RETURNING id, number, item_id, status, produced, scrapped, started_at, completed_at
      ), output AS (
        INSERT INTO production_output (order_id, good, scrapped, reason, started_at, ended_at, day, material_cost, unit_cost)
        SELECT m.id, m.produced, m.scrapped, CASE WHEN m.scrapped > 0 THEN s.scrap_reason ELSE '' END, m.started_at,
          coalesce(m.completed_at, now()), (m.completed_at AT TIME ZONE current_setting('TimeZone'))::date, 0, 0
        FROM made m JOIN staged s ON lower(s.number) = lower(m.number)
        WHERE m.produced + m.scrapped > 0
        RETURNING id
      ), told AS (
        INSERT INTO event (type, entity, entity_id, payload)
        SELECT 'productionOrder.imported', 'productionOrder', id,
          jsonb_build_object('number', number, 'itemId', item_id, 'status', status, 'importRunId', ${runId})
        FROM made
      ) SELECT (SELECT count(*) FROM made) AS made, (SELECT count(*) FROM output) AS outputs`,
    )
    // What reads them next should know at once how many there are, not once the server has found the time to look.
    await client.query('ANALYZE production_order, production_output')
    return [
      { count: counts.made ?? 0, what: 'production orders' },
      { count: counts.outputs ?? 0, what: 'outputs' },
    ]
  },
}
