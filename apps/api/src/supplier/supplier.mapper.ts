import type { Caller } from '@framewright/contracts/core/context'
import type { Supplier } from '@framewright/contracts/supplier/supplier.schema'
import { recordActions } from '../core/record-actions.ts'

/** A supplier as the queries select it. */
export interface SupplierRow {
  id: number
  code: string
  name: string
  email: string
  phone: string
  address: string
  tax_id: string
  active: boolean
  version: number
}

/** @param unreferred whether nothing refers to it, where that was looked into. */
export function toSupplier(row: SupplierRow, { permissions }: Caller, unreferred = false): Supplier {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    email: row.email,
    phone: row.phone,
    address: row.address,
    taxId: row.tax_id,
    active: row.active,
    version: row.version,
    allowedActions: recordActions({
      mayWrite: permissions.has('supplier.write'),
      mayMerge: permissions.has('party.merge'),
      active: row.active,
      unreferred,
    }),
  }
}
