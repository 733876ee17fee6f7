import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { CreateCustomerReturnInput } from '@framewright/contracts/customer-return/customer-return.schema'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requirePieces } from '../stock/stocked-item.ts'
import { holdSource, inTransaction, type SourceDocument, sourceOf } from './customer-return.rows.ts'
import { type ReturnableLine, returnableLines } from './returnable.ts'

/** Records what a customer wants to send back: no more than was delivered to them and is in no other return. */
export async function create(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: CreateCustomerReturnInput,
  now: Date,
): Promise<{ id: number }> {
  const runner = inTransaction(tx)
  const source = await sourceOf(runner, call.caller, input)
  await holdSource(tx, source)
  const open = await runner(returnableLines(source))
  const wanted = input.lines.map((part, index) => wantedLine(source, open, part, index))
  const isOrder = source.type === 'order'
  const made = await tx.customerReturn.create({
    data: {
      salesOrderId: isOrder ? source.id : null,
      invoiceId: isOrder ? null : source.id,
      fulfilmentId: source.fulfilmentId,
      ownerId: source.ownerId,
      reason: input.reason,
      notes: input.notes,
      createdById: call.caller.userId,
      createdAt: now,
      lines: {
        createMany: {
          data: wanted
            .toSorted((a, b) => a.line.lineNo - b.line.lineNo)
            .map(({ line, quantity }, index) => ({
              lineNo: index + 1,
              salesLineId: isOrder ? line.lineId : null,
              invoiceLineId: isOrder ? null : line.lineId,
              itemId: line.itemId,
              itemName: line.itemName,
              quantity,
            })),
        },
      },
    },
    select: { id: true, number: true },
  })
  emit({
    entity: 'customerReturn',
    id: made.id,
    what: 'created',
    ownerId: source.ownerId,
    payload: {
      number: made.number,
      to: 'REQUESTED',
      ...(isOrder
        ? { salesOrderId: source.id, orderNo: source.number }
        : { invoiceId: source.id, invoiceNo: source.number }),
      customerId: source.customerId,
      reason: input.reason,
    },
  })
  return { id: made.id }
}

function wantedLine(
  source: SourceDocument,
  open: readonly ReturnableLine[],
  part: CreateCustomerReturnInput['lines'][number],
  index: number,
): { line: ReturnableLine; quantity: string } {
  const path = `lines.${index}`
  const line = open.find((one) => one.lineId === part.lineId)
  if (line === undefined) {
    throw invalid(`${path}.lineId`, `${source.number} has no line ${part.lineId} whose goods could come back`)
  }
  const item = { sku: line.sku, name: line.itemName, kind: line.kind as ItemKind, unit: line.unit }
  requirePieces(item, part.quantity, `${path}.quantity`, line.returnable)
  if (decimal.compare(part.quantity, line.returnable) > 0) {
    const [delivered, returned] = [decimal.quantity(line.delivered), decimal.quantity(line.returned)]
    const back = decimal.isZero(returned) ? '' : `, of which ${returned} ${returned === '1' ? 'is' : 'are'} in returns`
    throw ruleViolated(
      'customerReturn.beyondDelivered',
      `${line.itemName} (${line.sku}): ${part.quantity} to return, but ${delivered} delivered${back}.`,
      { lineId: line.lineId, returnable: decimal.quantity(line.returnable), requested: part.quantity },
    )
  }
  return { line, quantity: part.quantity }
}
