import { DomainError } from '@framewright/contracts/errors'
import type { Tx } from '../core/sql.ts'

/** What a supplier is made of, its code apart. */
export interface NewSupplier {
  name: string
  email: string
  phone: string
  address: string
  taxId: string
}

const letters = 3
const digits = 3
/** So many others may take the next number at the same moment before we give up. */
const attempts = 1_000

/**
 * The letters a made code starts with: the first three of the name, accents taken off. "SUP" for a name without Latin
 * letters.
 */
export function codePrefix(name: string): string {
  const latin = name
    .normalize('NFKD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
    .slice(0, letters)
  return latin === '' ? 'SUP' : latin
}

/**
 * Inserts a supplier under a code made from its name: "Glaswerk Nord" becomes GLA-001, the next GLA-002. Two at the same
 * moment get two codes: whoever comes second waits for the first to commit and takes the number after.
 */
export async function insertWithMadeCode(tx: Tx, supplier: NewSupplier): Promise<{ id: number; code: string }> {
  const prefix = codePrefix(supplier.name)
  const [last] = await tx.$queryRaw<{ number: number }[]>`
    SELECT coalesce(max(substring(code FROM '^[[:alpha:]]+-([0-9]{1,8})$')::int), 0) AS number
    FROM supplier WHERE lower(code) LIKE ${`${prefix.toLowerCase()}-%`}`
  const first = (last?.number ?? 0) + 1
  for (let number = first; number < first + attempts; number++) {
    const code = `${prefix}-${String(number).padStart(digits, '0')}`
    const [row] = await tx.$queryRaw<{ id: number; code: string }[]>`
      INSERT INTO supplier (code, name, email, phone, address, tax_id)
      VALUES (${code}, ${supplier.name}, ${supplier.email}, ${supplier.phone}, ${supplier.address}, ${supplier.taxId})
      ON CONFLICT DO NOTHING RETURNING id, code`
    if (row) return row
  }
  throw new DomainError('CONFLICT', 'No free supplier code was found. Give the supplier a code of its own.', { prefix })
}
