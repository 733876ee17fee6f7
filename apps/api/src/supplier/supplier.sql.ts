import type { SupplierExportInput } from '@framewright/contracts/supplier/supplier.schema'
import type { ReadDb } from '@framewright/db/client'
import { containing } from '../core/cursor.ts'

/** Suppliers as a filter wants them. */
export function selectSuppliers(read: ReadDb, { search, active }: SupplierExportInput) {
  let query = read
    .selectFrom('supplier')
    .select(['supplier.id', 'supplier.code', 'supplier.name', 'supplier.email', 'supplier.phone'])
    .select(['supplier.address', 'supplier.tax_id', 'supplier.active', 'supplier.version'])
  if (search) {
    const pattern = containing(search)
    query = query.where((eb) => eb.or([eb('supplier.name', 'ilike', pattern), eb('supplier.code', 'ilike', pattern)]))
  }
  if (active !== undefined) query = query.where('supplier.active', '=', active)
  return query
}
