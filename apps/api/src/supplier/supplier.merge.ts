import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { lockSuppliers } from './supplier.rows.ts'

/**
 * Makes every purchase order of the duplicate the other supplier's and deletes the duplicate. Whoever was about to order
 * from it waits, and then finds it gone.
 */
export async function mergeSuppliers(tx: Tx, emit: Emit, { id, duplicateId }: { id: number; duplicateId: number }) {
  const [kept, duplicate] = await lockSuppliers(tx, [id, duplicateId])
  const orders = await tx.purchaseOrder.updateManyAndReturn({
    where: { supplierId: duplicateId },
    data: { supplierId: id, version: { increment: 1 } },
    select: { id: true },
  })
  await tx.supplier.delete({ where: { id: duplicateId } })

  for (const order of orders) {
    const payload = { supplierId: id, supplier: kept.name, before: duplicate.name }
    emit({ entity: 'purchaseOrder', id: order.id, what: 'supplierChanged', payload })
  }
  const { code, name } = duplicate
  emit({ entity: 'supplier', id, what: 'merged', payload: { duplicateId, code, name, purchaseOrders: orders.length } })
  emit({ entity: 'supplier', id: duplicateId, what: 'removed', payload: { code, name, mergedInto: id } })
}
