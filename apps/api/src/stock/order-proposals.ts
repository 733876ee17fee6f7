import type { Call } from '@framewright/contracts/core/context'
import type { OrderedProposals, OrderProposalsInput } from '@framewright/contracts/stock/stock.schema'
import type { Emit } from '../core/commands.ts'
import type { Tx } from '../core/sql.ts'
import { createPurchaseOrder } from '../purchase-order/purchase-order.commands.ts'

/** Raises one purchase order for each supplier, all of them or none. */
export async function orderProposals(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: OrderProposalsInput,
  today: string,
): Promise<OrderedProposals> {
  const suppliers = [...new Set(input.lines.map((line) => line.supplierId))].sort((a, b) => a - b)
  const purchaseOrders: OrderedProposals['purchaseOrders'] = []
  for (const supplierId of suppliers) {
    const lines = input.lines.filter((line) => line.supplierId === supplierId)
    purchaseOrders.push(
      await createPurchaseOrder(
        tx,
        emit,
        call,
        {
          supplierId,
          notes: '',
          lines: lines.map(({ itemId, quantity, unitPrice }) => ({ itemId, quantity, unitPrice })),
        },
        today,
      ),
    )
  }
  return { purchaseOrders }
}
