import * as decimal from '@framewright/contracts/core/decimal'
import type { Tx } from '../core/sql.ts'

/**
 * What the goods of a return's lines cost when they left the house, by line number: the average over the movements that took
 * them to the customer and were not undone. A line whose goods left in no movement, as imported history did, is not there.
 */
export async function costsWhenLeft(tx: Tx, returnId: number): Promise<Map<number, string>> {
  const left = await tx.$queryRaw<{ line_no: number; quantity: string; value: string }[]>`
    WITH line AS (
      SELECT rl.line_no, rl.item_id, rl.sales_line_id, rl.invoice_line_id, r.fulfilment_id
      FROM customer_return_line rl JOIN customer_return r ON r.id = rl.return_id WHERE r.id = ${returnId}
    ), source AS (
      SELECT line.line_no, line.item_id, 'shipment' AS source_type, s.id AS source_id, ol.line_no AS source_line
      FROM line
      JOIN sales_order_line ol ON ol.id = line.sales_line_id
      JOIN shipment_line sl ON sl.order_line_id = ol.id
      JOIN shipment s ON s.id = sl.shipment_id AND s.fulfilment_id IS NULL
      WHERE line.fulfilment_id IS NULL
      UNION ALL
      SELECT line.line_no, line.item_id, 'fulfilment', fl.fulfilment_id, fl.line_no
      FROM line
      JOIN fulfilment_line fl ON fl.sales_line_id = line.sales_line_id OR fl.invoice_line_id = line.invoice_line_id
      WHERE line.fulfilment_id IS NULL OR fl.fulfilment_id = line.fulfilment_id
    )
    SELECT source.line_no, sum(m.quantity)::text AS quantity, sum(m.quantity * m.unit_cost)::text AS value
    FROM source
    JOIN stock_movement m ON m.source_type = source.source_type AND m.source_id = source.source_id
      AND m.source_line = source.source_line AND m.item_id = source.item_id AND m.reverses_id IS NULL
    JOIN location l ON l.id = m.to_id AND l.code = 'CUSTOMERS'
    WHERE NOT EXISTS (SELECT FROM stock_movement undone WHERE undone.reverses_id = m.id)
    GROUP BY source.line_no`
  return new Map(
    left.map(({ line_no, quantity, value }) => [line_no, decimal.unitPrice(decimal.divide(value, quantity))]),
  )
}

/** What the goods of a return's lines were received at, by line number. */
export async function costsWhenReceived(tx: Tx, returnId: number): Promise<Map<number, string>> {
  const rows = await tx.stockMovement.findMany({
    where: {
      sourceType: 'customerReturn',
      sourceId: returnId,
      operationKey: { startsWith: `customerReturn:${returnId}:receive:` },
    },
    select: { sourceLine: true, unitCost: true },
  })
  return new Map(rows.map((row) => [row.sourceLine ?? 0, row.unitCost.toFixed()]))
}
