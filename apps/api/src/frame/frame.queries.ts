import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { FrameCountInput } from '@framewright/contracts/frame/frame.schema'
import type { FrameQueries } from '@framewright/contracts/frame/frame.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { readBom } from '../bom/bom.rows.ts'
import { containing, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { available } from '../stock/stock.sql.ts'
import { toFrame } from './frame.mapper.ts'

const sorts: Record<string, SortKey> = {
  name: { by: sql`lower(item.name)`, type: 'text' },
  sku: { by: sql`lower(item.sku)`, type: 'text' },
  material: { by: sql`lower(frame.material)`, type: 'text' },
  widthMm: { by: sql`frame.width_mm`, type: 'int4' },
  heightMm: { by: sql`frame.height_mm`, type: 'int4' },
  unitPrice: { by: sql`item.unit_price`, type: 'numeric' },
  available: { by: available, type: 'numeric' },
  id: { by: sql`frame.id`, type: 'int4' },
}

export function frameQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): FrameQueries {
  return {
    async list(_call, input) {
      return fetchPage(selectFrames(read, input), input, {
        id: sql<number>`frame.id`,
        sorts,
        defaultSort: 'name',
        map: toFrame,
        total: isFiltered(input) ? undefined : keptCount('frame'),
      })
    },

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'frame') }
      const row = await selectFrames(read, input)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async facets() {
      const materials = await read
        .selectFrom('frame')
        .select(['material'])
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .groupBy('material')
        .orderBy('material')
        .limit(200)
        .execute()
      return { materials: materials.map((row) => ({ material: row.material, count: Number(row.count) })) }
    },

    async get(_call, { id }) {
      const row = await selectFrames(read, {}).where('frame.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('frame', id)
      return toFrame(row)
    },

    async bom(_call, { id }) {
      const [frame, bom] = await Promise.all([
        read.selectFrom('frame').select('id').where('id', '=', id).executeTakeFirst(),
        readBom(read, id, clock.today()),
      ])
      if (frame === undefined || bom === undefined) throw notFound('frame', id)
      return {
        ...bom,
        lines: bom.lines.flatMap((line) => (line.stage === null ? [] : [{ ...line, stage: line.stage }])),
      }
    },
  }
}

function isFiltered(input: FrameCountInput): boolean {
  const { search, material, active, stock, minWidthMm, maxWidthMm, minHeightMm, maxHeightMm } = input
  return [search || undefined, material, active, stock, minWidthMm, maxWidthMm, minHeightMm, maxHeightMm].some(
    (filter) => filter !== undefined,
  )
}

function selectFrames(read: ReadDb, filter: FrameCountInput) {
  let query = read
    .selectFrom('frame')
    .innerJoin('item', 'item.id', 'frame.id')
    .innerJoin('item_stock', 'item_stock.item_id', 'item.id')
    .leftJoin('category', 'category.id', 'item.category_id')
    .select(['item.cost', 'item.tax_rate', 'item.category_id', 'category.path as category_path'])
    .select(['item.reorder_point', 'item.reorder_quantity', 'item.lead_days'])
    .select([
      'frame.id',
      'item.sku',
      'item.name',
      'frame.description',
      'frame.material',
      'frame.width_mm',
      'frame.height_mm',
      'frame.depth_mm',
      'frame.stages',
      'item.unit_price',
      'item.active',
      'item.version',
    ])
    .select(['item_stock.on_hand', 'item_stock.reserved'])

  if (filter.search) {
    const pattern = containing(filter.search)
    query = query.where((eb) =>
      eb.or([
        eb('item.name', 'ilike', pattern),
        eb('item.sku', 'ilike', pattern),
        eb('frame.material', 'ilike', pattern),
      ]),
    )
  }
  if (filter.material !== undefined) query = query.where('frame.material', '=', filter.material)
  if (filter.active !== undefined) query = query.where('item.active', '=', filter.active)
  if (filter.stock === 'IN') query = query.where(available, '>', decimal.quantity(0))
  if (filter.stock === 'OUT') query = query.where(available, '<=', decimal.quantity(0))
  if (filter.minWidthMm !== undefined) query = query.where('frame.width_mm', '>=', filter.minWidthMm)
  if (filter.maxWidthMm !== undefined) query = query.where('frame.width_mm', '<=', filter.maxWidthMm)
  if (filter.minHeightMm !== undefined) query = query.where('frame.height_mm', '>=', filter.minHeightMm)
  if (filter.maxHeightMm !== undefined) query = query.where('frame.height_mm', '<=', filter.maxHeightMm)
  return query
}
