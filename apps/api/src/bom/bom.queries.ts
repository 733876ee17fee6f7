import type { BomListInput, BomSummary } from '@framewright/contracts/bom/bom.schema'
import type { BomQueries } from '@framewright/contracts/bom/bom.service'
import { notFound } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { inForce, readBom } from './bom.rows.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`bom.id`, type: 'int4' },
  sku: { by: sql`lower(item.sku)`, type: 'text' },
  effective: { by: sql`bom.effective`, type: 'date' },
}

export function bomQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): BomQueries {
  return {
    async list(_call, input) {
      return fetchPage(selectRevisions(read, input, clock.today()), input, {
        id: sql<number>`bom.id`,
        sorts,
        defaultSort: '-id',
        map: (row): BomSummary => ({
          id: row.id,
          item: { id: row.item_id, sku: row.sku, name: row.name, unit: row.unit },
          revision: row.revision,
          effective: row.effective,
          inForce: row.in_force,
          lines: Number(row.lines),
        }),
      })
    },

    async get(_call, { itemId, revision }) {
      const bom = await readBom(read, itemId, clock.today(), revision)
      if (bom === undefined) {
        throw revision === undefined ? notFound('item', itemId) : notFound('bill of materials', `${itemId}/${revision}`)
      }
      return bom
    },
  }
}

function selectRevisions(read: ReadDb, filter: BomListInput, today: string) {
  const current = sql<boolean>`(bom.id is not distinct from ${inForce('bom.item_id', today)})`
  let query = read
    .selectFrom('bom')
    .innerJoin('item', 'item.id', 'bom.item_id')
    .select(['bom.id', 'bom.item_id', 'bom.revision', 'bom.effective', 'item.sku', 'item.name', 'item.unit'])
    .select(current.as('in_force'))
    .select((eb) =>
      eb
        .selectFrom('bom_line')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('bom_line.bom_id', '=', 'bom.id')
        .$asScalar()
        .$notNull()
        .as('lines'),
    )
  const { itemId, componentId, search } = filter
  if (itemId !== undefined) query = query.where('bom.item_id', '=', itemId)
  if (filter.inForce !== undefined) query = query.where(current, '=', filter.inForce)
  if (componentId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('bom_line as part')
          .select('part.id')
          .whereRef('part.bom_id', '=', 'bom.id')
          .where('part.component_id', '=', componentId),
      ),
    )
  }
  if (search) {
    query = query.where(
      sql<boolean>`lower(item.sku) || ' ' || lower(item.name) like ${containing(search.toLowerCase())}`,
    )
  }
  return query
}
