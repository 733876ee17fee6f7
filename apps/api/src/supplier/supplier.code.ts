import type { Tx } from '../core/sql.ts'
import { codeLetters, insertWithMadeCode as insertParty } from '../party/made-code.ts'

/** What a supplier is made of, its code apart. */
export interface NewSupplier {
  name: string
  email: string
  phone: string
  address: string
  taxId: string
}

/** The letters a supplier's made code starts with; "SUP" for a name without Latin letters. */
export const codePrefix = (name: string): string => codeLetters(name, 'SUP')

/** Inserts a supplier under a code made from its name: "Glaswerk Nord" becomes GLA-001, the next GLA-002. */
export function insertWithMadeCode(tx: Tx, supplier: NewSupplier): Promise<{ id: number; code: string }> {
  return insertParty(tx, 'supplier', codePrefix(supplier.name), async (code) => {
    const [row] = await tx.$queryRaw<{ id: number; code: string }[]>`
      INSERT INTO supplier (code, name, email, phone, address, tax_id)
      VALUES (${code}, ${supplier.name}, ${supplier.email}, ${supplier.phone}, ${supplier.address}, ${supplier.taxId})
      ON CONFLICT DO NOTHING RETURNING id, code`
    return row
  })
}
