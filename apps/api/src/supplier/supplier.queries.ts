import { notFound } from '@framewright/contracts/errors'
import type { SupplierQueries } from '@framewright/contracts/supplier/supplier.service'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { keptTotal } from '../statistics/kept.ts'
import { createSupplierExport } from './export.ts'
import { toSupplier } from './supplier.mapper.ts'
import { selectSuppliers } from './supplier.sql.ts'

const sorts: Record<string, SortKey> = {
  name: { by: sql`lower(supplier.name)`, type: 'text' },
  code: { by: sql`lower(supplier.code)`, type: 'text' },
  id: { by: sql`supplier.id`, type: 'int4' },
}

export function supplierQueries(deps: Pick<Deps, 'read' | 'readPool'>): SupplierQueries {
  const { read } = deps
  const copy = createSupplierExport(deps)
  return {
    async list(_call, input) {
      const { search, active } = input
      return fetchPage(selectSuppliers(read, input), input, {
        id: sql<number>`supplier.id`,
        sorts,
        defaultSort: 'name',
        map: toSupplier,
        total: search || active !== undefined ? undefined : keptTotal(read, 'supplier'),
      })
    },

    async get(_call, { id }) {
      const row = await selectSuppliers(read, {}).where('supplier.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('supplier', id)
      return toSupplier(row)
    },

    export: (_call, input) => copy(input),
  }
}
