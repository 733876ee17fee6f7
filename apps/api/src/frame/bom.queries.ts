import * as decimal from '@framewright/contracts/core/decimal'
import type { Bom } from '@framewright/contracts/frame/frame.schema'
import type { ReadDb } from '@framewright/db/client'
import { available } from '../stock/stock.sql.ts'

/** The bill of materials in force on a day: the highest revision whose effective day has come. Undefined: no such frame. */
export async function readBom(read: ReadDb, itemId: number, today: string): Promise<Bom | undefined> {
  const rows = await read
    .selectFrom('frame')
    .leftJoin('bom', (join) =>
      join
        .onRef('bom.item_id', '=', 'frame.id')
        .on('bom.id', '=', (eb) =>
          eb
            .selectFrom('bom as current')
            .select('current.id')
            .whereRef('current.item_id', '=', 'frame.id')
            .where('current.effective', '<=', today)
            .orderBy('current.revision', 'desc')
            .limit(1),
        ),
    )
    .leftJoin('bom_line', 'bom_line.bom_id', 'bom.id')
    .leftJoin('item', 'item.id', 'bom_line.component_id')
    .leftJoin('item_stock', 'item_stock.item_id', 'item.id')
    .select([
      'frame.id',
      'bom.revision',
      'bom.effective',
      'bom_line.quantity',
      'bom_line.unit',
      'bom_line.scrap_percent',
      'bom_line.stage',
    ])
    .select([
      'item.id as component_id',
      'item.sku',
      'item.name',
      'item.unit as component_unit',
      available.as('available'),
    ])
    .where('frame.id', '=', itemId)
    .orderBy('bom_line.id')
    .execute()
  const head = rows[0]
  if (head === undefined) return undefined
  return {
    itemId: head.id,
    revision: head.revision ?? 0,
    effective: head.effective,
    lines: rows.flatMap((row) =>
      row.component_id === null || row.stage === null
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
              available: decimal.quantity(row.available),
              componentUnit: row.component_unit ?? 'each',
            },
          ],
    ),
  }
}
