import type { CustomerQueries } from '@framewright/contracts/customer/customer.service'
import { notFound } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { isUnreferred } from '../core/record-actions.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { toCustomer } from './customer.mapper.ts'
import { seesOwnOnly, selectCustomers } from './customer.sql.ts'
import { createCustomerExport } from './export.ts'

const sorts: Record<string, SortKey> = {
  name: { by: sql`lower(customer.name)`, type: 'text' },
  code: { by: sql`lower(customer.code)`, type: 'text' },
  id: { by: sql`customer.id`, type: 'int4' },
}

export function customerQueries(deps: Pick<Deps, 'read' | 'readPool'>): CustomerQueries {
  const { read } = deps
  const copy = createCustomerExport(deps)
  return {
    async list({ caller }, input) {
      const { search, active, ownerId } = input
      const filtered = Boolean(search) || active !== undefined || ownerId !== undefined || seesOwnOnly(caller)
      return fetchPage(selectCustomers(read, caller, input), input, {
        id: sql<number>`customer.id`,
        sorts,
        defaultSort: 'name',
        map: (row) => toCustomer(row, caller),
        total: filtered ? undefined : keptCount('customer'),
      })
    },

    async count({ caller }, input) {
      if (!input.search && input.active === undefined && input.ownerId === undefined && !seesOwnOnly(caller))
        return { total: await keptTotal(read, 'customer') }
      const row = await selectCustomers(read, caller, input)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const row = await selectCustomers(read, caller, {}).where('customer.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('customer', id)
      const mayRemove = caller.permissions.has('customer.write')
      return toCustomer(row, caller, mayRemove && (await isUnreferred(read, 'customer', id)))
    },

    export: ({ caller }, input) => copy(caller, input),
  }
}
