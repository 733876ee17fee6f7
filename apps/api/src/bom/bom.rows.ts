import { bomLifecycle } from '@framewright/contracts/bom/bom.lifecycle'
import type { Bom } from '@framewright/contracts/bom/bom.schema'
import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { allowedActions } from '@framewright/contracts/core/lifecycle'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { available } from '../stock/stock.sql.ts'

/** The revision of a row's item that is in force on a day: the highest released one whose effective day has come. */
export const inForce = (item: string, today: string) =>
  sql<number>`(select b.id from bom b where b.item_id = ${sql.ref(item)} and b.status = 'RELEASED'
    and b.effective <= ${today}::date order by b.revision desc limit 1)`

/** Whether a line, by the name it has in the statement, counts on a day. */
export const countsOn = (line: string, day: string) => {
  const [from, to] = [sql.ref(`${line}.valid_from`), sql.ref(`${line}.valid_to`)]
  return sql<boolean>`(coalesce(${from} <= ${day}::date, true) and coalesce(${to} >= ${day}::date, true))`
}

/**
 * An item's bill of materials: the one in force on a day, or the revision named. Revision 0 where there is none;
 * undefined where there is no such item, or no such revision.
 */
export async function readBom(
  read: ReadDb,
  itemId: number,
  today: string,
  revision?: number,
  caller?: Pick<Caller, 'permissions'>,
): Promise<Bom | undefined> {
  const rows = await read
    .selectFrom('item as whole')
    .leftJoin('bom', (join) => {
      const own = join.onRef('bom.item_id', '=', 'whole.id')
      return revision === undefined
        ? own.on('bom.id', '=', inForce('whole.id', today))
        : own.on('bom.revision', '=', revision)
    })
    .leftJoin('bom_line', 'bom_line.bom_id', 'bom.id')
    .leftJoin('item', 'item.id', 'bom_line.component_id')
    .leftJoin('item_stock', 'item_stock.item_id', 'item.id')
    .select(['whole.id', 'bom.revision', 'bom.status', 'bom.effective', 'bom.notes', 'bom.version', 'bom_line.stage'])
    .select([
      'bom_line.quantity',
      'bom_line.unit',
      'bom_line.scrap_percent',
      'bom_line.valid_from',
      'bom_line.valid_to',
    ])
    .select(sql<number>`coalesce((select max(b.revision) from bom b where b.item_id = whole.id), 0)`.as('latest'))
    .select(['item.id as component_id', 'item.sku', 'item.name', 'item.unit as component_unit'])
    .select(available.as('available'))
    .where('whole.id', '=', itemId)
    .orderBy('bom_line.id')
    .execute()
  const head = rows[0]
  if (head === undefined || (revision !== undefined && head.revision === null)) return undefined
  return {
    itemId: head.id,
    revision: head.revision ?? 0,
    status: head.status,
    effective: head.effective,
    notes: head.notes ?? '',
    version: head.version ?? 0,
    latest: head.latest,
    allowedActions:
      head.status === null || caller === undefined ? [] : allowedActions(bomLifecycle, head.status, caller),
    lines: rows.flatMap((row) =>
      row.component_id === null
        ? []
        : [
            {
              componentId: row.component_id,
              sku: row.sku ?? '',
              name: row.name ?? '',
              quantity: decimal.quantity(row.quantity ?? '0'),
              unit: row.unit ?? 'each',
              scrapPercent: decimal.quantity(row.scrap_percent ?? '0'),
              stage: row.stage,
              validFrom: row.valid_from,
              validTo: row.valid_to,
              available: decimal.quantity(row.available),
              componentUnit: row.component_unit ?? 'each',
            },
          ],
    ),
  }
}
