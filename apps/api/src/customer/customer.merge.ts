import type { Caller } from '@framewright/contracts/core/context'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { lockCustomers } from './customer.rows.ts'

/**
 * Makes every sales order and invoice of the duplicate the other customer's and deletes the duplicate. Whose a document is
 * stays as it was, and so does whom an invoice was made out to. Whoever was about to sell to the duplicate waits, and then finds it gone.
 */
export async function mergeCustomers(
  tx: Tx,
  caller: Caller,
  emit: Emit,
  { id, duplicateId }: { id: number; duplicateId: number },
): Promise<void> {
  const [kept, duplicate] = await lockCustomers(tx, caller, [id, duplicateId])
  const orders = await tx.salesOrder.updateManyAndReturn({
    where: { customerId: duplicateId },
    data: { customerId: id, version: { increment: 1 } },
    select: { id: true, ownerId: true },
  })
  const invoices = await tx.invoice.updateManyAndReturn({
    where: { customerId: duplicateId },
    data: { customerId: id },
    select: { id: true, ownerId: true },
  })
  await tx.customer.delete({ where: { id: duplicateId } })

  for (const order of orders) {
    const payload = { customerId: id, customer: kept.name, before: duplicate.name }
    emit({ entity: 'salesOrder', id: order.id, what: 'customerChanged', ownerId: order.ownerId, payload })
  }
  for (const invoice of invoices) {
    const payload = { customerId: id, customer: kept.name, before: duplicate.name }
    emit({ entity: 'invoice', id: invoice.id, what: 'customerChanged', ownerId: invoice.ownerId, payload })
  }
  const { code, name, ownerId } = duplicate
  const merged = { duplicateId, code, name, salesOrders: orders.length, invoices: invoices.length }
  emit({ entity: 'customer', id, what: 'merged', ownerId: kept.ownerId, payload: merged })
  emit({ entity: 'customer', id: duplicateId, what: 'removed', ownerId, payload: { code, name, mergedInto: id } })
}
