import type { Unit } from '@framewright/contracts/item/units'
import { type RawBuilder, sql } from 'kysely'

/** The document that goods come back of: always the order or invoice, and the delivery where one was named. */
export type ReturnSource = { fulfilmentId: number | null } & (
  | { type: 'order'; id: number }
  | { type: 'invoice'; id: number }
)

export interface ReturnableLine {
  /** Of the order or invoice. */
  lineId: number
  lineNo: number
  itemId: number
  sku: string
  itemName: string
  unit: Unit
  kind: string
  /** Decimal strings. */
  delivered: string
  returned: string
  returnable: string
}

/** A return counts with what came, and before with what is announced; one that was refused or called off does not. */
const counts = sql`r.status NOT IN ('REJECTED', 'CANCELLED')`
const quantity = sql`coalesce(rl.received, rl.quantity)`

/**
 * What of a document was delivered and can still come back, of what is kept in stock. Of an order that is what has shipped
 * and is not on the road any more; of an invoice, and of a delivery, what its deliveries have brought.
 */
export function returnableLines(source: ReturnSource): RawBuilder<ReturnableLine> {
  const order = source.type === 'order'
  const lines = sql.table(order ? 'sales_order_line' : 'invoice_line')
  const parent = sql.ref(order ? 'l.order_id' : 'l.invoice_id')
  const ofReturn = sql.ref(order ? 'rl.sales_line_id' : 'rl.invoice_line_id')
  const ofFulfilment = sql.ref(order ? 'fl.sales_line_id' : 'fl.invoice_line_id')
  const delivered = order
    ? sql`l.shipped - coalesce((SELECT sum(fl.picked) FROM fulfilment_line fl JOIN fulfilment f ON f.id = fl.fulfilment_id
        WHERE ${ofFulfilment} = l.id AND f.status = 'DISPATCHED'), 0)`
    : sql`coalesce((SELECT sum(fl.delivered) FROM fulfilment_line fl WHERE ${ofFulfilment} = l.id), 0)`
  const returned = sql`coalesce((SELECT sum(${quantity}) FROM customer_return_line rl
    JOIN customer_return r ON r.id = rl.return_id AND ${counts} WHERE ${ofReturn} = l.id), 0)`
  const { fulfilmentId } = source
  // What one delivery brought can come back as long as the whole document has not got back as much as it delivered.
  const one =
    fulfilmentId === null
      ? sql`SELECT doc.*, doc.delivered - doc.returned AS open FROM doc`
      : sql`SELECT doc.id, doc.line_no, doc.item_id, doc.item_name, fl.delivered, mine.returned,
          least(fl.delivered - mine.returned, doc.delivered - doc.returned) AS open
        FROM doc JOIN fulfilment_line fl ON fl.fulfilment_id = ${fulfilmentId} AND ${ofFulfilment} = doc.id
        CROSS JOIN LATERAL (SELECT coalesce(sum(${quantity}), 0) AS returned FROM customer_return_line rl
          JOIN customer_return r ON r.id = rl.return_id AND ${counts} AND r.fulfilment_id = ${fulfilmentId}
          WHERE ${ofReturn} = doc.id) mine`
  return sql<ReturnableLine>`
    WITH doc AS (
      SELECT l.id, l.line_no, l.item_id, l.item_name, ${delivered} AS delivered, ${returned} AS returned
      FROM ${lines} l WHERE ${parent} = ${source.id}
    ), one AS (${one})
    SELECT one.id AS "lineId", one.line_no AS "lineNo", one.item_id AS "itemId", i.sku, one.item_name AS "itemName", i.unit,
      i.kind::text AS kind, greatest(one.delivered, 0)::text AS delivered, one.returned::text AS returned,
      greatest(one.open, 0)::text AS returnable
    FROM one JOIN item i ON i.id = one.item_id
    WHERE i.kind <> 'SERVICE' ORDER BY one.line_no`
}
