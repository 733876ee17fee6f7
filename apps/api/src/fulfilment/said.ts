import type { Prisma } from '@framewright/db/client'
import type { Emit } from '../core/commands.ts'
import { build, run, type Tx } from '../core/sql.ts'
import type { LockedFulfilment } from './fulfilment.rows.ts'

/** Says what happened to a fulfilment, with what a board and a feed show of it without asking again. */
export async function say(
  tx: Tx,
  emit: Emit,
  fulfilment: Pick<LockedFulfilment, 'id' | 'number' | 'ownerId' | 'salesOrderId' | 'invoiceId'>,
  what: string,
  payload: Prisma.InputJsonObject,
): Promise<void> {
  emit({
    entity: 'fulfilment',
    id: fulfilment.id,
    what,
    ownerId: fulfilment.ownerId,
    payload: { number: fulfilment.number, ...(await sourceOf(tx, fulfilment)), ...payload },
  })
}

async function sourceOf(
  tx: Tx,
  { salesOrderId, invoiceId }: Pick<LockedFulfilment, 'salesOrderId' | 'invoiceId'>,
): Promise<Prisma.InputJsonObject> {
  if (invoiceId !== null) {
    const [row] = await run(
      tx,
      build.selectFrom('invoice').select(['invoice_no', 'customer_id']).where('id', '=', invoiceId),
    )
    return { invoiceId, invoiceNo: row?.invoice_no ?? '', customerId: row?.customer_id ?? null }
  }
  if (salesOrderId === null) return {}
  const [row] = await run(
    tx,
    build.selectFrom('sales_order').select(['number', 'customer_id']).where('id', '=', salesOrderId),
  )
  return { salesOrderId, orderNo: row?.number ?? '', customerId: row?.customer_id ?? null }
}
