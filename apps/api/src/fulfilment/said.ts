import type { Prisma } from '@framewright/db/client'
import type { Emit } from '../core/outbox.ts'
import type { LockedFulfilment } from './fulfilment.rows.ts'

/** Says what happened to a fulfilment, with what a board and a feed show of it without asking again. */
export function say(emit: Emit, fulfilment: LockedFulfilment, what: string, payload: Prisma.InputJsonObject): void {
  const { id, number, ownerId, salesOrderId, invoiceId, sourceNumber, customerId } = fulfilment
  const source = invoiceId === null ? { salesOrderId, orderNo: sourceNumber } : { invoiceId, invoiceNo: sourceNumber }
  emit({ entity: 'fulfilment', id, what, ownerId, payload: { number, ...source, customerId, ...payload } })
}
