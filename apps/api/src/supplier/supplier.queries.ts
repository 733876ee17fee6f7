import { notFound } from '@framewright/contracts/errors'
import type { SupplierQueries } from '@framewright/contracts/supplier/supplier.service'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { isUnreferred } from '../core/record-actions.ts'
import { keptCount } from '../statistics/kept.ts'
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
    async list({ caller }, input) {
      const { search, active } = input
      return fetchPage(selectSuppliers(read, input), input, {
        id: sql<number>`supplier.id`,
        sorts,
        defaultSort: 'name',
        map: (row) => toSupplier(row, caller),
        total: search || active !== undefined ? undefined : keptCount('supplier'),
      })
    },

    async get({ caller }, { id }) {
      const row = await selectSuppliers(read, {}).where('supplier.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('supplier', id)
      const mayRemove = caller.permissions.has('supplier.write')
      return toSupplier(row, caller, mayRemove && (await isUnreferred(read, 'supplier', id)))
    },

    export: (_call, input) => copy(input),
  }
}
