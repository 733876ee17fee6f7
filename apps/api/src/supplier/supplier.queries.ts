import { notFound } from '@framewright/contracts/errors'
import type { SupplierQueries } from '@framewright/contracts/supplier/supplier.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { keptTotal } from '../statistics/kept.ts'
import { toSupplier } from './supplier.mapper.ts'

const sorts: Record<string, SortKey> = {
  name: { by: sql`lower(supplier.name)`, type: 'text' },
  code: { by: sql`lower(supplier.code)`, type: 'text' },
  id: { by: sql`supplier.id`, type: 'int4' },
}

export function supplierQueries({ read }: Pick<Deps, 'read'>): SupplierQueries {
  return {
    async list(_call, input) {
      const { search, active } = input
      let query = selectSuppliers(read)
      if (search) {
        const pattern = containing(search)
        query = query.where((eb) =>
          eb.or([eb('supplier.name', 'ilike', pattern), eb('supplier.code', 'ilike', pattern)]),
        )
      }
      if (active !== undefined) query = query.where('supplier.active', '=', active)
      return fetchPage(query, input, {
        id: sql<number>`supplier.id`,
        sorts,
        defaultSort: 'name',
        map: toSupplier,
        total: search || active !== undefined ? undefined : keptTotal(read, 'supplier'),
      })
    },

    async get(_call, { id }) {
      const row = await selectSuppliers(read).where('supplier.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('supplier', id)
      return toSupplier(row)
    },
  }
}

const selectSuppliers = (read: ReadDb) =>
  read
    .selectFrom('supplier')
    .select(['supplier.id', 'supplier.code', 'supplier.name', 'supplier.email', 'supplier.phone'])
    .select(['supplier.address', 'supplier.tax_id', 'supplier.active', 'supplier.version'])
