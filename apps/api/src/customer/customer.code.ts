import type { Tx } from '../core/sql.ts'
import { codeLetters, insertWithMadeCode as insertParty } from '../party/made-code.ts'

/** What a customer is made of, its code apart. */
export interface NewCustomer {
  name: string
  email: string
  phone: string
  address: string
  taxId: string
  ownerId: number | null
}

/** Inserts a customer under a code made from its name: "Haus am See" becomes HAU-001, the next HAU-002. */
export function insertWithMadeCode(tx: Tx, customer: NewCustomer): Promise<{ id: number; code: string }> {
  const { name, email, phone, address, taxId, ownerId } = customer
  return insertParty(tx, 'customer', codeLetters(name, 'CUS'), async (code) => {
    const [row] = await tx.$queryRaw<{ id: number; code: string }[]>`
      INSERT INTO customer (code, name, email, phone, address, tax_id, owner_id)
      VALUES (${code}, ${name}, ${email}, ${phone}, ${address}, ${taxId}, ${ownerId}::int)
      ON CONFLICT DO NOTHING RETURNING id, code`
    return row
  })
}
