import type { ImportedCustomer } from '@framewright/contracts/invoice/invoice.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { insertWithMadeCode } from '../customer/customer.code.ts'

/** A customer as an imported invoice needs it. */
export interface BilledCustomer {
  id: number
  name: string
  address: string
  taxId: string
  ownerId: number | null
}

/**
 * The customer an import means, made where there is none.
 *
 * A code decides alone. Without one it is the customer of that name (regardless of case and space) whose e-mail address and
 * tax id do not say otherwise, the one with the same address before others, then the oldest. Imports that need the same
 * new customer at the same moment make it once: by the code's unique index, or one after the other by the name.
 * @param ownerId whose a new customer will be.
 */
export async function customerOf(
  tx: Tx,
  emit: Emit,
  given: ImportedCustomer,
  ownerId: number | null,
): Promise<BilledCustomer> {
  const known = await findCustomer(tx, given)
  if (known !== undefined) return known
  if (given.code === undefined) {
    // Held until the transaction ends: whoever waits here then finds the customer made.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('customer:' || name_key(${given.name}), 0))`
    const justMade = await findCustomer(tx, given)
    if (justMade !== undefined) return justMade
  }
  return makeCustomer(tx, emit, given, ownerId)
}

/** The customer that is there already, if one is. */
export async function findCustomer(tx: Tx, { code, name, email = '', taxId = '' }: ImportedCustomer) {
  const [row] =
    code === undefined
      ? await tx.$queryRaw<BilledCustomer[]>`
          SELECT id, name, address, tax_id AS "taxId", owner_id AS "ownerId" FROM customer
          WHERE name_key(name) = name_key(${name})
            AND (${email} = '' OR email = '' OR lower(email) = lower(${email}))
            AND (${taxId} = '' OR tax_id = '' OR tax_id = ${taxId})
          ORDER BY (lower(email) = lower(${email})) DESC, (tax_id = ${taxId}) DESC, active DESC, id LIMIT 1`
      : await tx.$queryRaw<BilledCustomer[]>`
          SELECT id, name, address, tax_id AS "taxId", owner_id AS "ownerId" FROM customer
          WHERE lower(code) = lower(${code})`
  return row
}

/** Makes the customer; where somebody else has just made one with this code, it is theirs. */
export async function makeCustomer(
  tx: Tx,
  emit: Emit,
  given: ImportedCustomer,
  ownerId: number | null,
): Promise<BilledCustomer> {
  const { code, name, email = '', phone = '', address = '', taxId = '' } = given
  const made = { name, email, phone, address, taxId, ownerId }
  const row = code === undefined ? await insertWithMadeCode(tx, made) : await insertWithCode(tx, code, made)
  if (row === undefined) return (await findCustomer(tx, given)) ?? (await makeCustomer(tx, emit, given, ownerId))
  emit({ entity: 'customer', id: row.id, what: 'created', ownerId, payload: { code: row.code, name } })
  return { id: row.id, name, address, taxId, ownerId }
}

async function insertWithCode(tx: Tx, code: string, customer: Parameters<typeof insertWithMadeCode>[1]) {
  const { name, email, phone, address, taxId, ownerId } = customer
  const [row] = await tx.$queryRaw<{ id: number; code: string }[]>`
    INSERT INTO customer (code, name, email, phone, address, tax_id, owner_id)
    VALUES (${code}, ${name}, ${email}, ${phone}, ${address}, ${taxId}, ${ownerId}::int)
    ON CONFLICT DO NOTHING RETURNING id, code`
  return row
}
