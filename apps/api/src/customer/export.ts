import type { Caller } from '@framewright/contracts/core/context'
import type { CustomerExportInput } from '@framewright/contracts/customer/customer.schema'
import { sql } from 'kysely'
import { said, yesNo } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectCustomers } from './customer.sql.ts'

/** Customers as CSV by their code, only those the caller may see; the column names are the header. */
export function createCustomerExport({ read, readPool }: Pick<Deps, 'read' | 'readPool'>) {
  const copy = createCsvCopy(readPool)
  return (caller: Caller, filter: CustomerExportInput): AsyncIterable<string> =>
    copy(
      selectCustomers(read, caller, filter)
        .clearSelect()
        .select([safeText(sql`customer.code`).as('code'), safeText(sql`customer.name`).as('name')])
        .select([safeText(said('customer.email')).as('email'), safeText(said('customer.phone')).as('phone')])
        .select([safeText(said('customer.address')).as('address'), safeText(said('customer.tax_id')).as('taxId')])
        .select([safeText(sql`person.username`).as('owner'), yesNo(sql`customer.active`).as('active')])
        .orderBy(sql`lower(customer.code)`),
    )
}
