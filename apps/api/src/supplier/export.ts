import type { SupplierExportInput } from '@framewright/contracts/supplier/supplier.schema'
import { sql } from 'kysely'
import { said, yesNo } from '../core/csv-cells.ts'
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
        .select([safeText(said('supplier.email')).as('email'), safeText(said('supplier.phone')).as('phone')])
        .select([safeText(said('supplier.address')).as('address'), safeText(said('supplier.tax_id')).as('taxId')])
        .select(yesNo(sql`supplier.active`).as('active'))
        .orderBy(sql`lower(supplier.code)`),
    )
}
