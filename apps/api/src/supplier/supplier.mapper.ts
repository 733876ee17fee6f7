import type { Supplier } from '@framewright/contracts/supplier/supplier.schema'

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

export function toSupplier(row: SupplierRow): Supplier {
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
  }
}
