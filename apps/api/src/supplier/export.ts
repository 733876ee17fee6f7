import type { SupplierExportInput } from '@framewright/contracts/supplier/supplier.schema'
import { sql } from 'kysely'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectSuppliers } from './supplier.sql.ts'

/** Suppliers as CSV by their code; the column names are the header, and those of an import. */
export function createSupplierExport({ read, readPool }: Pick<Deps, 'read' | 'readPool'>) {
  const copy = createCsvCopy(readPool)
  return (filter: SupplierExportInput): AsyncIterable<string> =>
    copy(
      selectSuppliers(read, filter)
        .clearSelect()
        .select([safeText(sql`supplier.code`).as('code'), safeText(sql`supplier.name`).as('name')])
        .select([safeText(sql`supplier.email`).as('email'), safeText(sql`supplier.phone`).as('phone')])
        .select([safeText(sql`supplier.address`).as('address'), safeText(sql`supplier.tax_id`).as('taxId')])
        .select('supplier.active')
        .orderBy(sql`lower(supplier.code)`),
    )
}
