import { DomainError, notFound, ruleViolated } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/** A supplier as a command sees it. */
export interface SupplierHead {
  id: number
  code: string
  name: string
  active: boolean
  version: number
}

const head = ['id', 'code', 'name', 'active', 'version'] as const

/**
 * Holds these suppliers' rows until the transaction ends, in one order, also against new documents that would refer to
 * them, and gives them as they were asked for.
 */
export async function lockSuppliers<const Ids extends readonly number[]>(
  tx: Tx,
  ids: Ids,
): Promise<{ [K in keyof Ids]: SupplierHead }> {
  const rows = await run(tx, build.selectFrom('supplier').select(head).where('id', 'in', ids).orderBy('id').forUpdate())
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id)
    if (row === undefined) throw notFound('supplier', id)
    return row
  }) as { [K in keyof Ids]: SupplierHead }
}

/** Holds one supplier's row. */
export async function lockSupplier(tx: Tx, id: number): Promise<SupplierHead> {
  const [row] = await lockSuppliers(tx, [id])
  return row
}

export async function supplierById(tx: Tx, id: number): Promise<SupplierHead | undefined> {
  const [row] = await run(tx, build.selectFrom('supplier').select(head).where('id', '=', id))
  return row
}

/** The unique index has the last word; this says it better in all but a race. */
export async function requireFreeCode(tx: Tx, code: string): Promise<void> {
  const taken = await run(
    tx,
    build.selectFrom('supplier').select('id').where(sql`lower(code)`, '=', sql`lower(${code}::text)`).limit(1),
  )
  if (taken.length === 0) return
  throw new DomainError('DUPLICATE', `The supplier code ${code} is taken.`, { field: 'code', value: code })
}

/** The supplier of that name regardless of case; of several, one that is active and the oldest. */
export async function supplierByName(tx: Tx, name: string): Promise<SupplierHead | undefined> {
  const [row] = await run(
    tx,
    build
      .selectFrom('supplier')
      .select(head)
      .where(sql`lower(name)`, '=', sql`lower(${name}::text)`)
      .orderBy('active', 'desc')
      .orderBy('id')
      .limit(1),
  )
  return row
}

/** @throws DomainError RULE_VIOLATED for a supplier that is no longer bought from. */
export function requireActive(supplier: SupplierHead): void {
  if (supplier.active) return
  throw ruleViolated(
    'supplier.inactive',
    `${supplier.name} (${supplier.code}) is inactive. Activate the supplier first, or choose another.`,
    { supplierId: supplier.id },
  )
}
