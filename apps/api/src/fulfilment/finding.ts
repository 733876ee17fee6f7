import type { Caller } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import type { FindFulfilmentInput } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { invoiceNumber } from '@framewright/contracts/invoice/invoice.number'
import { type CompiledQuery, sql } from 'kysely'
import { build } from '../core/sql.ts'
import { seesOwnOnly, waitingFor } from './fulfilment.sql.ts'

interface Found {
  id: number
  number: string
  status: string
}

/** Runs one statement, in a transaction or on the read side. */
type Run = (query: { compile(): CompiledQuery<Found> }) => Promise<Found[]>

/**
 * The fulfilment a code means: by its own number, else by its invoice's, else by its order's. Of several of one document it
 * is the one that is still under way; of several that are, the one at the stage.
 * @param only `invoice`: the code is an invoice's number and nothing else.
 * @throws DomainError NOT_FOUND, CONFLICT naming them where several are meant.
 */
export async function findOne(
  run: Run,
  caller: Caller,
  { code, stage }: FindFulfilmentInput,
  only?: 'invoice',
): Promise<number> {
  const said = code.trim()
  const own = seesOwnOnly(caller) ? sql`AND f.owner_id = ${caller.userId}` : sql``
  const query = sql<Found>`
    SELECT f.id, f.number, f.status FROM fulfilment f
    LEFT JOIN invoice i ON i.id = f.invoice_id
    LEFT JOIN sales_order o ON o.id = f.sales_order_id
    WHERE (i.number = ${invoiceNumber(said)}
      ${only === 'invoice' ? sql`` : sql`OR f.number = ${said.toUpperCase()} OR o.number = ${said.toUpperCase()}`})
      ${own}
    ORDER BY f.id LIMIT 100`
  const all = await run({ compile: () => query.compile(build) as CompiledQuery<Found> })
  const exact = all.filter((one) => one.number === said.toUpperCase())
  const meant = exact.length > 0 ? exact : all
  if (meant.length === 0) {
    throw new DomainError('NOT_FOUND', `Nothing to send has the number ${said}.`, { entity: 'fulfilment' })
  }
  const going = meant.filter((one) => one.status !== 'DELIVERED' && one.status !== 'CANCELLED')
  const here =
    stage === undefined ? going : going.filter((one) => (waitingFor[stage] as readonly string[]).includes(one.status))
  const [first, second] = here.length > 0 ? here : going
  if (first === undefined) return meant[meant.length - 1]?.id as number
  if (second === undefined) return first.id
  const numbers = (here.length > 0 ? here : going).map((one) => one.number)
  throw new DomainError('CONFLICT', `${said} is in several parcels: ${numbers.join(', ')}. Scan one of these.`, {
    rule: 'fulfilment.several',
    numbers,
  })
}
