import type { ClientBase } from 'pg'
import { type Field, oneOf } from '../field.ts'
import { countsOf } from '../kind.ts'

/** Whether an invoice's goods are still to be sent, or have gone. */
export const goods: Field = { name: 'goods', type: oneOf(['SEND', 'GONE']) }

/**
 * The fulfilments of this run's invoices whose goods are to be sent, as fulfilment/creating.ts makes one of each: they wait
 * for their stock, which the job that releases what waits promises them, the oldest first. Services alone need nobody to
 * pick them.
 * @param otherwise what is meant where the file does not say.
 * @param by who imports, as it is written in a statement.
 */
export async function sendGoods(
  client: ClientBase,
  runId: number,
  otherwise: 'SEND' | 'GONE',
  by: string,
): Promise<number> {
  const { sent = 0 } = await countsOf(
    client,
    `WITH wanted AS (
      SELECT i.id, i.invoice_no, i.customer_id, i.owner_id
      FROM invoice i JOIN staged_order o ON o.from_system = i.source AND o.number = i.number AND NOT o.refused
      WHERE i.import_run_id = ${runId} AND coalesce(o.goods, '${otherwise}') = 'SEND'
        AND EXISTS (SELECT FROM invoice_line l JOIN item t ON t.id = l.item_id WHERE l.invoice_id = i.id AND t.kind <> 'SERVICE')
    ), made AS (
      INSERT INTO fulfilment (invoice_id, owner_id, created_by_id) SELECT id, owner_id, ${by} FROM wanted ORDER BY id
      RETURNING id, number, invoice_id, owner_id
    ), lines AS (
      INSERT INTO fulfilment_line (fulfilment_id, line_no, invoice_line_id, item_id, item_name, quantity)
      SELECT m.id, l.line_no, l.id, l.item_id, l.item_name, l.quantity
      FROM made m JOIN invoice_line l ON l.invoice_id = m.invoice_id
    ), told AS (
      INSERT INTO event (actor_id, type, entity, entity_id, owner_id, payload)
      SELECT ${by}, 'fulfilment.created', 'fulfilment', m.id, m.owner_id, jsonb_build_object('number', m.number,
        'invoiceId', w.id, 'invoiceNo', w.invoice_no, 'customerId', w.customer_id, 'to', 'CREATED', 'importRunId', ${runId})
      FROM made m JOIN wanted w ON w.id = m.invoice_id
    ) SELECT count(*) AS sent FROM made`,
  )
  return sent
}
