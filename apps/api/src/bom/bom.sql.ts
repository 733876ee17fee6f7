import type { BomExportInput } from '@framewright/contracts/bom/bom.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'
import { inForce } from './bom.rows.ts'

/** Revisions with their item, as a filter wants them. `today` decides what is in force. */
export function selectRevisions(read: ReadDb, filter: BomExportInput, today: string) {
  const current = sql<boolean>`(bom.id is not distinct from ${inForce('bom.item_id', today)})`
  let query = read
    .selectFrom('bom')
    .innerJoin('item', 'item.id', 'bom.item_id')
    .leftJoin('app_user as person', 'person.id', 'bom.created_by_id')
    .select(['bom.id', 'bom.item_id', 'bom.revision', 'bom.status', 'bom.effective', 'bom.notes', 'bom.created_by_id'])
    .select(['bom.created_at', 'bom.released_at', 'item.sku', 'item.name', 'item.unit', 'item.kind'])
    .select(['person.first_name', 'person.last_name', 'person.username'])
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
  const { itemId, componentId, search, status } = filter
  if (itemId !== undefined) query = query.where('bom.item_id', '=', itemId)
  if (status !== undefined) query = query.where('bom.status', '=', status)
  if (filter.inForce !== undefined) query = query.where(current, '=', filter.inForce)
  if (componentId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('bom_line as used')
          .select('used.id')
          .whereRef('used.bom_id', '=', 'bom.id')
          .where('used.component_id', '=', componentId),
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
