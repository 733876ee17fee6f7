import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import { heldBy, takeHeld } from '../inspection/holding.ts'
import { post, systemLocations } from '../stock/ledger.ts'
import { averageCosts } from '../stock/moving-average.ts'
import { type Deciding, holderOf, type Outcome } from './disposition.ts'

/** Back to the supplier it came from, at the price it came for; its purchase order's line says so. */
export async function sendBack({ tx, emit, call, ncr, now }: Deciding): Promise<Outcome> {
  const { id, number, itemId, quantity, locationId, source } = ncr
  if (source?.type !== 'purchaseOrder' || locationId === null || source.line == null) {
    throw ruleViolated(
      'nonConformance.notFromSupplier',
      `${number} is of nothing that lies here and came from a supplier, so it cannot be sent back. Decide otherwise.`,
    )
  }
  const order = await tx.purchaseOrder.update({
    where: { id: source.id },
    data: { version: { increment: 1 } },
    select: { number: true },
  })
  const line = await tx.purchaseOrderLine.update({
    where: { orderId_lineNo: { orderId: source.id, lineNo: source.line } },
    data: { returned: { increment: quantity } },
    select: { unitPrice: true },
  })
  const unitPrice = line.unitPrice.toFixed()
  const at = await systemLocations(tx)
  await takeHeld(tx, await heldBy(tx, holderOf(ncr)), id, quantity)
  await post(tx, call, { type: 'nonConformance', id, operation: 'return' }, [
    {
      itemId,
      fromId: locationId,
      toId: at.SUPPLIERS,
      quantity,
      unitCost: unitPrice,
      sourceLine: source.line,
      reason: number,
      effectiveAt: now,
    },
  ])
  await averageCosts(tx, [{ itemId, quantity: decimal.subtract('0', quantity), unitPrice }])
  emit({
    entity: 'purchaseOrder',
    id: source.id,
    what: 'returned',
    payload: { number: order.number, itemId, quantity: decimal.quantity(quantity), nonConformance: number },
  })
  return { payload: { purchaseOrder: order.number } }
}
