import type { Customer } from '@framewright/contracts/customer/customer.schema'
import { personName } from '../core/names.ts'
import type { CustomerRow } from './customer.sql.ts'

export function toCustomer(row: CustomerRow): Customer {
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
  }
}
