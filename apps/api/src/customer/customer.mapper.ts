import type { Caller } from '@framewright/contracts/core/context'
import type { Customer } from '@framewright/contracts/customer/customer.schema'
import { personName } from '../core/names.ts'
import { recordActions } from '../core/record-actions.ts'
import type { CustomerRow } from './customer.sql.ts'

/** @param unreferred whether nothing refers to it, where that was looked into. */
export function toCustomer(row: CustomerRow, { permissions }: Caller, unreferred = false): Customer {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    email: row.email,
    phone: row.phone,
    address: row.address,
    taxId: row.tax_id,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: personName(row) },
    active: row.active,
    version: row.version,
    allowedActions: recordActions({
      mayWrite: permissions.has('customer.write'),
      mayMerge: permissions.has('party.merge'),
      active: row.active,
      unreferred,
    }),
  }
}
