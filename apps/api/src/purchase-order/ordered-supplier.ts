import type { Caller } from '@framewright/contracts/core/context'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { insertWithMadeCode } from '../supplier/supplier.code.ts'
import { requireActive, supplierById, supplierByName } from '../supplier/supplier.rows.ts'

/**
 * The supplier an order names, by id or else by name regardless of case; an unknown name becomes a new supplier where the
 * caller may create one.
 * @throws DomainError INVALID_INPUT for an unknown id, RULE_VIOLATED for an unknown name or an inactive supplier.
 */
export async function orderedSupplier(
  tx: Tx,
  emit: Emit,
  caller: Caller,
  order: { supplierId?: number | undefined; supplierName?: string | undefined },
): Promise<number> {
  if (order.supplierId !== undefined) return requireSupplier(tx, order.supplierId)
  const name = order.supplierName ?? ''
  const known = await supplierByName(tx, name)
  if (known === undefined) return createSupplier(tx, emit, caller, name)
  requireActive(known)
  return known.id
}

/** @throws DomainError INVALID_INPUT when there is no such supplier, RULE_VIOLATED when it is inactive. */
export async function requireSupplier(tx: Tx, supplierId: number): Promise<number> {
  const supplier = await supplierById(tx, supplierId)
  if (supplier === undefined) throw invalid('supplierId', `There is no supplier ${supplierId}`)
  requireActive(supplier)
  return supplierId
}

async function createSupplier(tx: Tx, emit: Emit, caller: Caller, name: string): Promise<number> {
  if (!caller.permissions.has('supplier.write')) {
    throw ruleViolated(
      'supplier.unknown',
      `There is no supplier called ${name}, and you may not create one. Choose a supplier, or ask somebody who may.`,
      { supplierName: name, permission: 'supplier.write' },
    )
  }
  // Two first orders to a new supplier at the same moment make one supplier: the second looks again behind the first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.supplier'), hashtext(lower(${name})))`
  const made = await supplierByName(tx, name)
  if (made !== undefined) {
    requireActive(made)
    return made.id
  }
  const { id, code } = await insertWithMadeCode(tx, { name, email: '', phone: '', address: '', taxId: '' })
  emit({ entity: 'supplier', id, what: 'created', payload: { code, name } })
  return id
}
