import type { Call } from '@framewright/contracts/core/context'
import type { OrderedProposals, OrderProposalsInput } from '@framewright/contracts/stock/stock.schema'
import { shiftDay } from '../core/clock.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { createPurchaseOrder } from '../purchase-order/purchase-order.commands.ts'

/**
 * Raises one purchase order for each supplier, all of them or none. It is expected when what takes longest of it is there, where the
 * items' lead times say so.
 */
export async function orderProposals(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: OrderProposalsInput,
  today: string,
): Promise<OrderedProposals> {
  const items = await tx.item.findMany({
    where: { id: { in: input.lines.map(({ itemId }) => itemId) } },
    select: { id: true, leadDays: true },
  })
  const leadOf = new Map(items.map(({ id, leadDays }) => [id, leadDays]))
  const suppliers = [...new Set(input.lines.map((line) => line.supplierId))].sort((a, b) => a - b)
  const purchaseOrders: OrderedProposals['purchaseOrders'] = []
  for (const supplierId of suppliers) {
    const lines = input.lines.filter((line) => line.supplierId === supplierId)
    const longest = Math.max(0, ...lines.map(({ itemId }) => leadOf.get(itemId) ?? 0))
    purchaseOrders.push(
      await createPurchaseOrder(
        tx,
        emit,
        call,
        {
          supplierId,
          notes: '',
          ...(longest > 0 ? { expectedDate: shiftDay(today, longest) } : {}),
          lines: lines.map(({ itemId, quantity, unitPrice }) => ({ itemId, quantity, unitPrice })),
        },
        today,
      ),
    )
  }
  return { purchaseOrders }
}
