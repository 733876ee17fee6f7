import { ruleViolated } from '@framewright/contracts/errors'
import type { UpdatePurchaseOrderInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { toDate } from '../core/clock.ts'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { orderedLines } from './ordered-lines.ts'
import { requireSupplier } from './ordered-supplier.ts'
import type { LockedPurchaseOrder } from './purchase-order.rows.ts'

/**
 * What a PATCH says of the order itself: its head while it is open, its lines only before anything has come.
 * @throws DomainError RULE_VIOLATED for a closed order, or for lines when something has been received.
 */
export async function change(
  tx: Tx,
  emit: Emit,
  order: LockedPurchaseOrder,
  input: UpdatePurchaseOrderInput,
): Promise<void> {
  const { supplierId, orderDate, notes, lines } = input
  const expectedDate = input.expectedDate ? toDate(input.expectedDate) : input.expectedDate
  const head = definedOnly({ supplierId, orderDate: orderDate ? toDate(orderDate) : undefined, expectedDate, notes })
  const changed = [...Object.keys(head), ...(lines === undefined ? [] : ['lines'])]
  if (changed.length === 0) return

  if (order.status !== 'PENDING' && order.status !== 'PARTIALLY_RECEIVED') {
    throw ruleViolated(
      'purchaseOrder.closed',
      `${order.number} is ${order.status.toLowerCase()} and can no longer be changed.`,
      { status: order.status },
    )
  }
  if (supplierId !== undefined) await requireSupplier(tx, supplierId)
  const totalAmount = lines === undefined ? undefined : await replaceLines(tx, order, lines)
  await tx.purchaseOrder.update({
    where: { id: order.id },
    data: { ...head, ...definedOnly({ totalAmount }), version: { increment: 1 } },
  })
  emit({
    entity: 'purchaseOrder',
    id: order.id,
    what: 'updated',
    payload: { number: order.number, changed, ...(totalAmount === undefined ? {} : { totalAmount }) },
  })
}

async function replaceLines(
  tx: Tx,
  order: LockedPurchaseOrder,
  inputs: NonNullable<UpdatePurchaseOrderInput['lines']>,
): Promise<string> {
  const received = await tx.purchaseOrderLine.findFirst({
    where: { orderId: order.id, received: { gt: 0 } },
    select: { lineNo: true },
  })
  if (received !== null || order.status !== 'PENDING') {
    throw ruleViolated(
      'purchaseOrder.received',
      `Some of ${order.number} has been received, so its lines stay as they are. Close it short and raise another for the rest.`,
      { status: order.status },
    )
  }
  const { lines, totalAmount } = await orderedLines(tx, inputs)
  await tx.purchaseOrderLine.deleteMany({ where: { orderId: order.id } })
  await tx.purchaseOrderLine.createMany({ data: lines.map((line) => ({ ...line, orderId: order.id })) })
  return totalAmount
}
