import type { Call } from '@framewright/contracts/core/context'
import type {
  CreatePurchaseOrderInput,
  ReceiveInput,
} from '@framewright/contracts/purchase-order/purchase-order.schema'
import type {
  PurchaseOrderCommands,
  PurchaseOrderQueries,
} from '@framewright/contracts/purchase-order/purchase-order.service'
import type { Deps } from '../core/deps.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { insertOrder } from './insert-order.ts'
import { orderedLines } from './ordered-lines.ts'
import { orderedSupplier } from './ordered-supplier.ts'
import { lockPurchaseOrder } from './purchase-order.rows.ts'
import { moveTo, takeStep } from './purchase-order.steps.ts'
import { change } from './purchase-order.update.ts'
import { receive } from './receiving.ts'

export function purchaseOrderCommands(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  queries: PurchaseOrderQueries,
): PurchaseOrderCommands {
  /** A command on one order: does its work and answers with the order as it then is. */
  function onOrder<I extends { id: number }>(work: (tx: Tx, emit: Emit, call: Call, input: I) => Promise<void>) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          await work(tx, emit, call, input)
          return { id: input.id }
        },
        (order) => queries.get(call, order),
      )
  }

  const step = (action: 'cancel' | 'closeShort') =>
    onOrder(async (tx, emit, { caller }, { id }) => takeStep(tx, emit, caller, await lockPurchaseOrder(tx, id), action))

  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        (tx, emit) => createPurchaseOrder(tx, emit, call, input, clock.today()),
        (order) => queries.get(call, order),
      )
    },

    update: onOrder(async (tx, emit, { caller }, input) => {
      const order = await lockPurchaseOrder(tx, input.id)
      requireVersion(input.version, order.version)
      await change(tx, emit, order, input)
      if (input.status !== undefined) await moveTo(tx, emit, caller, order, input.status)
    }),

    receive: onOrder((tx, emit, call, input: ReceiveInput) => receive(tx, emit, call, input, clock.now())),
    cancel: step('cancel'),
    closeShort: step('closeShort'),
  }
}

/** Raises an order in the caller's transaction. */
export async function createPurchaseOrder(
  tx: Tx,
  emit: Emit,
  { caller }: Call,
  input: CreatePurchaseOrderInput,
  today: string,
): Promise<{ id: number; number: string }> {
  const supplierId = await orderedSupplier(tx, emit, caller, input)
  const { lines, totalAmount } = await orderedLines(tx, input.lines)
  const order = await insertOrder(
    tx,
    {
      supplier_id: supplierId,
      order_date: input.orderDate ?? today,
      expected_date: input.expectedDate ?? null,
      notes: input.notes,
      created_by_id: caller.userId,
      total_amount: totalAmount,
    },
    lines,
  )
  emit({
    entity: 'purchaseOrder',
    id: order.id,
    what: 'created',
    payload: { number: order.number, supplierId, totalAmount, lines: lines.length, to: 'PENDING' },
  })
  return { id: order.id, number: order.number }
}
