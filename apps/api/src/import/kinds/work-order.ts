import { workOrderStatuses } from '@framewright/contracts/work-order/work-order.lifecycle'
import { priorities } from '@framewright/contracts/work-order/work-order.schema'
import { day, instant, oneOf, pieces, positivePieces, sku, text } from '../field.ts'
import { countsOf, type Kind, repeatedRule, rowRule, takenRule } from '../kind.ts'
import { people, personRule } from './people.ts'

const withFrame = `staged s LEFT JOIN item i ON lower(i.sku) = lower(s.sku) LEFT JOIN frame f ON f.id = i.id`

/** Work orders of the past, with their state. They move no stock. */
export const workOrder: Kind = {
  name: 'work-order',
  plural: 'work orders',
  fields: [
    { name: 'number', type: text(40), required: true },
    { name: 'sku', type: sku, required: true },
    { name: 'quantity', type: positivePieces, required: true },
    { name: 'completedQuantity', type: pieces },
    { name: 'scrappedQuantity', type: pieces, default: '0' },
    { name: 'status', type: oneOf(workOrderStatuses, 'work_order_status'), default: 'PENDING' },
    { name: 'description', type: text(2000), default: 'Imported' },
    { name: 'priority', type: oneOf(priorities, 'priority'), default: 'NORMAL' },
    { name: 'dueDate', type: day },
    { name: 'startedAt', type: instant },
    { name: 'completedAt', type: instant },
    { name: 'assignedTo', type: text(254) },
  ],
  rules: [
    repeatedRule('lower(s.number)', 'The number', 's.number'),
    takenRule('work_order', 'number', 'The number'),
    rowRule(`s.number ~* '^WO-[0-9]+$'`, 'Numbers like WO-000123 are given out here: put a prefix before the number.'),
    `SELECT 0, s.line, CASE WHEN i.id IS NULL THEN format('There is no item with the SKU %s. Import the items first.', s.sku)
        ELSE format('%s is not a frame, and a work order makes frames.', i.sku) END
      FROM ${withFrame} WHERE s.sku IS NOT NULL AND f.id IS NULL`,
    rowRule(
      `coalesce(s.completed_quantity, 0) + s.scrapped_quantity > s.quantity`,
      'More is completed and scrapped than was ordered.',
    ),
    rowRule(
      `s.status = 'PENDING' AND coalesce(s.completed_quantity, 0) + s.scrapped_quantity > 0`,
      'An order that is PENDING has nothing completed or scrapped yet.',
    ),
    rowRule(`s.completed_at < s.started_at`, 'completedAt lies before startedAt.'),
    rowRule(`s.completed_at IS NOT NULL AND s.status <> 'COMPLETED'`, 'Only a COMPLETED order has a completedAt.'),
    personRule('assigned_to'),
  ],
  async write(client, runId) {
    const { made = 0 } = await countsOf(
      client,
      `WITH made AS (
        INSERT INTO work_order (number, frame_id, quantity, completed_quantity, scrapped_quantity, assigned_to_id, description,
          priority, due_date, status, started_at, completed_at, import_run_id)
        SELECT s.number, f.id, s.quantity,
          coalesce(s.completed_quantity, CASE s.status WHEN 'COMPLETED' THEN s.quantity - s.scrapped_quantity ELSE 0 END),
          s.scrapped_quantity, u.id, s.description, s.priority, s.due_date, s.status, s.started_at, s.completed_at, ${runId}
        FROM staged s JOIN item i ON lower(i.sku) = lower(s.sku) JOIN frame f ON f.id = i.id
        LEFT JOIN ${people} u ON u.login = lower(s.assigned_to)
        WHERE NOT s.refused ORDER BY s.line
        RETURNING id, number, status, assigned_to_id
      ), told AS (
        INSERT INTO event (type, entity, entity_id, owner_id, payload)
        SELECT 'workOrder.imported', 'workOrder', id, assigned_to_id,
          jsonb_build_object('number', number, 'status', status, 'importRunId', ${runId})
        FROM made
      ) SELECT count(*) AS made FROM made`,
    )
    return [{ count: made, what: 'work orders' }]
  },
}
