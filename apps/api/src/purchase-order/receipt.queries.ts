import * as decimal from '@framewright/contracts/core/decimal'
import type { Receipt } from '@framewright/contracts/purchase-order/purchase-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { personName } from '../core/names.ts'

/** An order's deliveries with what came in each, the oldest first; one query. */
export async function readReceipts(read: ReadDb, orderId: number): Promise<Receipt[]> {
  const rows = await read
    .selectFrom('receipt')
    .innerJoin('location', 'location.id', 'receipt.location_id')
    .leftJoin('app_user as person', 'person.id', 'receipt.received_by_id')
    .innerJoin('receipt_line', 'receipt_line.receipt_id', 'receipt.id')
    .innerJoin('purchase_order_line as line', 'line.id', 'receipt_line.order_line_id')
    .select(['receipt.id', 'receipt.number', 'receipt.received_at', 'receipt.notes', 'receipt.received_by_id'])
    .select(['receipt.location_id', 'location.name as location_name'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
    .select(['receipt_line.order_line_id', 'receipt_line.quantity', 'line.item_name'])
    .where('receipt.purchase_order_id', '=', orderId)
    .orderBy('receipt.id')
    .orderBy('line.line_no')
    .execute()

  const receipts = new Map<number, Receipt>()
  for (const row of rows) {
    const receipt = receipts.get(row.id) ?? {
      id: row.id,
      number: row.number,
      location: { id: row.location_id, name: row.location_name },
      receivedBy: row.received_by_id === null ? null : { id: row.received_by_id, name: personName(row) },
      receivedAt: row.received_at.toISOString(),
      notes: row.notes,
      lines: [],
    }
    receipt.lines.push({
      lineId: row.order_line_id,
      itemName: row.item_name,
      quantity: decimal.quantity(row.quantity),
    })
    receipts.set(row.id, receipt)
  }
  return [...receipts.values()]
}
