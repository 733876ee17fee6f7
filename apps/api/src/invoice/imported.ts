import type { Call } from '@framewright/contracts/core/context'
import type { Prisma } from '@framewright/db/client'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { fulfilInvoice } from '../fulfilment/creating.ts'

/** An invoice that has just come in, with its lines. */
export interface ImportedInvoice {
  id: number
  ownerId: number | null
  payload: Prisma.InputJsonObject
}

/** What an invoice's arrival brings about, in the transaction that took it in; its goods are asked for from here. */
export async function imported(tx: Tx, emit: Emit, call: Call, invoice: ImportedInvoice, now: Date): Promise<void> {
  emit({
    entity: 'invoice',
    id: invoice.id,
    what: 'imported',
    ownerId: invoice.ownerId,
    payload: invoice.payload,
  })
  await fulfilInvoice(tx, emit, call, invoice.id, now)
}
