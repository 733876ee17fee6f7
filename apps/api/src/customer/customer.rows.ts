import type { Caller } from '@framewright/contracts/core/context'
import { DomainError, forbidden, invalid, notFound } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import { seesOwnOnly } from './customer.sql.ts'

/** A customer as a command sees it, locked. */
export interface LockedCustomer {
  id: number
  code: string
  name: string
  ownerId: number | null
  version: number
}

/**
 * Holds these customers' rows until the transaction ends, in one order, also against new documents that would refer to
 * them, and gives them as they were asked for. One that is not the caller's to see is not found.
 */
export async function lockCustomers<const Ids extends readonly number[]>(
  tx: Tx,
  caller: Caller,
  ids: Ids,
): Promise<{ [K in keyof Ids]: LockedCustomer }> {
  const rows = await run(
    tx,
    build
      .selectFrom('customer')
      .select(['id', 'code', 'name', 'owner_id as ownerId', 'version'])
      .where('id', 'in', ids)
      .orderBy('id')
      .forUpdate(),
  )
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined || (seesOwnOnly(caller) && row.ownerId !== caller.userId)) throw notFound('customer', id)
    return row
  }) as { [K in keyof Ids]: LockedCustomer }
}

/** Holds one customer's row. */
export async function lockCustomer(tx: Tx, caller: Caller, id: number): Promise<LockedCustomer> {
  const [row] = await lockCustomers(tx, caller, [id])
  return row
}

/** The unique index has the last word; this says it better in all but a race. */
export async function requireFreeCode(tx: Tx, code: string): Promise<void> {
  const taken = await run(
    tx,
    build.selectFrom('customer').select('id').where(sql`lower(code)`, '=', sql`lower(${code}::text)`).limit(1),
  )
  if (taken.length === 0) return
  throw new DomainError('DUPLICATE', `The customer code ${code} is taken.`, { field: 'code', value: code })
}

/**
 * Whether the caller may make a customer this person's, or nobody's.
 * @throws DomainError FORBIDDEN for somebody else's without `customer.read`, INVALID_INPUT for nobody who works here.
 */
export async function requireOwner(tx: Tx, caller: Caller, ownerId: number | null): Promise<void> {
  if (ownerId === caller.userId) return
  if (seesOwnOnly(caller)) throw forbidden('You may keep customers only in your own name.', 'customer.read')
  if (ownerId === null) return
  const user = await tx.user.findUnique({ where: { id: ownerId }, select: { active: true } })
  if (user?.active !== true) throw invalid('ownerId', `There is no active user ${ownerId}`)
}
