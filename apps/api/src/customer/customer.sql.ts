import type { Caller } from '@framewright/contracts/core/context'
import type { CustomerExportInput } from '@framewright/contracts/customer/customer.schema'
import type { ReadDb } from '@framewright/db/client'
import { containing } from '../core/cursor.ts'

/** Whether a caller sees only the customers that are their own. */
export const seesOwnOnly = (caller: Pick<Caller, 'permissions'>): boolean => !caller.permissions.has('customer.read')

/** Customers as a caller may see them and a filter wants them. */
export function selectCustomers(read: ReadDb, caller: Caller, { search, active, ownerId }: CustomerExportInput) {
  let query = read
    .selectFrom('customer')
    .leftJoin('app_user as person', 'person.id', 'customer.owner_id')
    .select(['customer.id', 'customer.code', 'customer.name', 'customer.email', 'customer.phone', 'customer.address'])
    .select(['customer.tax_id', 'customer.owner_id', 'customer.active', 'customer.version'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
  if (seesOwnOnly(caller)) query = query.where('customer.owner_id', '=', caller.userId)
  if (ownerId !== undefined) query = query.where('customer.owner_id', '=', ownerId)
  if (active !== undefined) query = query.where('customer.active', '=', active)
  if (search) {
    const pattern = containing(search)
    query = query.where((eb) =>
      eb.or([
        eb('customer.name', 'ilike', pattern),
        eb('customer.code', 'ilike', pattern),
        eb('customer.email', 'ilike', pattern),
      ]),
    )
  }
  return query
}

export type CustomerRow = Awaited<ReturnType<ReturnType<typeof selectCustomers>['executeTakeFirstOrThrow']>>
