import type { Call } from '@framewright/contracts/core/context'
import { forbidden, ruleViolated } from '@framewright/contracts/errors'
import type {
  CreateSalesOrderInput,
  UpdateSalesOrderInput,
} from '@framewright/contracts/sales-order/sales-order.schema'
import type { SalesOrderCommands, SalesOrderQueries } from '@framewright/contracts/sales-order/sales-order.service'
import { toDate } from '../core/clock.ts'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { planConfirm, planCreate } from './at-once.ts'
import { insertOrder } from './insert-order.ts'
import { pricedLines } from './ordered-lines.ts'
import { type LockedSalesOrder, lockSalesOrder, ownerOf, requireCustomer } from './sales-order.rows.ts'
import { cancel, cancelLine, confirm, deliver, moveTo } from './sales-order.steps.ts'
import { ship } from './shipping.ts'
import { tellShort } from './short.ts'

export function salesOrderCommands(
  { commands, clock, primary }: Pick<Deps, 'commands' | 'clock' | 'primary'>,
  queries: SalesOrderQueries,
): SalesOrderCommands {
  /** A command on one order: does its work under the order's lock and answers with the order as it then is. */
  function onOrder<I extends { id: number }>(
    work: (tx: Tx, emit: Emit, call: Call, order: LockedSalesOrder, input: I) => Promise<void>,
  ) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        async (tx, emit) => {
          await work(tx, emit, call, await lockSalesOrder(tx, call.caller, input.id), input)
          return { id: input.id }
        },
        (order) => queries.get(call, order),
      )
  }

  const createStepwise: SalesOrderCommands['create'] = (call, input) =>
    commands.run(
      call,
      input,
      async (tx, emit) => {
        const { id } = await create(tx, emit, call, input, clock.today())
        if (input.confirm) await confirm(tx, emit, call, await lockSalesOrder(tx, call.caller, id), clock.now())
        return { id }
      },
      (order) => queries.get(call, order),
    )
  const confirmStepwise = onOrder((tx, emit, call, order) => confirm(tx, emit, call, order, clock.now()))

  /** A confirmation; where it is refused for stock, the order's people are told, once. */
  async function confirming<A>(call: Call, { id }: { id: number }, work: () => Promise<A>): Promise<A> {
    try {
      return await work()
    } catch (error) {
      await tellShort({ commands, clock }, call, id, error)
      throw error
    }
  }

  const update = onOrder(async (tx, emit, call, order, input: UpdateSalesOrderInput) => {
    requireVersion(input.version, order.version)
    await change(tx, emit, call, order, input)
    if (input.status !== undefined) await moveTo(tx, emit, call, order, input.status, clock.now())
  })

  return {
    create: (call, input) =>
      commands.runAtOnce(
        call,
        input,
        () => planCreate({ primary }, call, input, clock.today()),
        (order) => queries.get(call, order),
        () => createStepwise(call, input),
      ),

    update: (call, input) => confirming(call, input, () => update(call, input)),

    duplicate(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const original = await lockSalesOrder(tx, call.caller, input.id)
          const lines = await tx.salesOrderLine.findMany({
            where: { orderId: input.id, cancelled: false },
            orderBy: { lineNo: 'asc' },
          })
          return create(
            tx,
            emit,
            call,
            {
              customerId: original.customerId,
              notes: '',
              confirm: false,
              lines: lines.map((line) => ({
                itemId: line.itemId,
                quantity: line.quantity.toFixed(),
                unitPrice: line.unitPrice.toFixed(),
                discountPercent: line.discountPercent.toFixed(),
                taxRate: line.taxRate.toFixed(),
              })),
            },
            clock.today(),
          )
        },
        (order) => queries.get(call, order),
      )
    },

    confirm: (call, input) =>
      confirming(call, input, () =>
        commands.runAtOnce(
          call,
          input,
          () => planConfirm({ primary }, call, input.id, clock.now()),
          (order) => queries.get(call, order),
          () => confirmStepwise(call, input),
        ),
      ),
    ship: onOrder((tx, emit, call, order, input: Parameters<SalesOrderCommands['ship']>[1]) =>
      ship(tx, emit, call, order, input, clock.now()),
    ),
    deliver: onOrder((tx, emit, call, order) => deliver(tx, emit, call, order, clock.now())),
    cancel: onOrder((tx, emit, call, order) => cancel(tx, emit, call, order)),
    cancelLine: onOrder((tx, emit, call, order, input: { id: number; lineId: number }) =>
      cancelLine(tx, emit, call, order, input.lineId, clock.now()),
    ),

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const order = await lockSalesOrder(tx, call.caller, input.id)
          if (order.status !== 'DRAFT')
            throw ruleViolated('salesOrder.notDraft', 'Only a draft can be deleted. Cancel the order instead.')
          await tx.salesOrder.delete({ where: { id: order.id } })
          emit({
            entity: 'salesOrder',
            id: order.id,
            what: 'deleted',
            ownerId: order.ownerId,
            payload: { number: order.number },
          })
          return { ok: true as const }
        },
        async (done) => done,
      )
    },
  }
}

async function create(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: CreateSalesOrderInput,
  today: string,
): Promise<{ id: number }> {
  const ownerId = await ownerOf(tx, call, input.ownerId)
  await requireCustomer(tx, call, input.customerId)
  const { lines, totals } = await pricedLines(tx, input.lines)
  const order = await insertOrder(tx, {
    customerId: input.customerId,
    ownerId,
    orderDate: input.orderDate ?? today,
    dueDate: input.dueDate ?? null,
    notes: input.notes,
    ...totals,
    lines,
  })
  emit({
    entity: 'salesOrder',
    id: order.id,
    what: 'created',
    ownerId,
    payload: { number: order.number, customerId: input.customerId, total: totals.total, to: 'DRAFT' },
  })
  return { id: order.id }
}

/** What a PATCH says of the order itself: only of a draft, but for notes and due date, which may follow later. */
async function change(
  tx: Tx,
  emit: Emit,
  call: Call,
  order: LockedSalesOrder,
  input: UpdateSalesOrderInput,
): Promise<void> {
  const { customerId, ownerId, orderDate, dueDate, notes, lines } = input
  const changed = Object.keys(definedOnly({ customerId, ownerId, orderDate, dueDate, notes, lines }))
  if (changed.length === 0) return
  if (!call.caller.permissions.has('salesOrder.write'))
    throw forbidden('You may not change what an order says.', 'salesOrder.write')
  const early = changed.filter((field) => !['dueDate', 'notes'].includes(field))
  const closed = order.status !== 'DRAFT' && order.status !== 'CONFIRMED'
  if (closed || (order.status !== 'DRAFT' && early.length > 0)) {
    throw ruleViolated(
      'salesOrder.notDraft',
      `${order.number} is ${order.status.toLowerCase()}; only a draft can be changed.`,
      { fields: early },
    )
  }
  if (customerId !== undefined) await requireCustomer(tx, call, customerId)
  const owner = ownerId === undefined ? undefined : await ownerOf(tx, call, ownerId)
  const priced = lines === undefined ? undefined : await pricedLines(tx, lines)
  if (priced !== undefined) {
    await tx.salesOrderLine.deleteMany({ where: { orderId: order.id } })
    await tx.salesOrderLine.createMany({ data: priced.lines.map((line) => ({ ...line, orderId: order.id })) })
  }
  await tx.salesOrder.update({
    where: { id: order.id },
    data: {
      ...definedOnly({
        customerId,
        ownerId: owner,
        notes,
        orderDate: orderDate === undefined ? undefined : toDate(orderDate),
      }),
      ...(dueDate === undefined ? {} : { dueDate: dueDate === null ? null : toDate(dueDate) }),
      ...priced?.totals,
      // Other lines may be there, and where they are not, that is news.
      ...(priced === undefined ? {} : { shortAt: null }),
      version: { increment: 1 },
    },
  })
  emit({
    entity: 'salesOrder',
    id: order.id,
    what: 'updated',
    ownerId: owner ?? order.ownerId,
    payload: { number: order.number, changed },
  })
}
