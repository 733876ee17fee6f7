import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { StockCountQueries } from '@framewright/contracts/stock-count/stock-count.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { countActions } from './stock-count.rows.ts'

export function stockCountQueries({ read }: Pick<Deps, 'read'>): StockCountQueries {
  return {
    async list({ caller }, input) {
      let query = selectCounts(read)
        .innerJoinLateral(
          (eb) =>
            eb
              .selectFrom('stock_count_line as line')
              .select([sql<number>`count(*)::int`.as('lines'), sql<number>`count(line.counted)::int`.as('counted')])
              .whereRef('line.count_id', '=', 'stock_count.id')
              .as('sums'),
          (join) => join.onTrue(),
        )
        .select(['sums.lines', 'sums.counted'])
      if (input.status !== undefined) query = query.where('stock_count.status', '=', input.status)
      if (input.locationId !== undefined) query = query.where('stock_count.location_id', '=', input.locationId)
      if (input.search) {
        const pattern = containing(input.search)
        query = query.where((eb) =>
          eb.or([
            eb('stock_count.number', 'ilike', pattern),
            eb('location.name', 'ilike', pattern),
            eb('stock_count.notes', 'ilike', pattern),
          ]),
        )
      }
      return fetchPage(query, input, {
        id: sql<number>`stock_count.id`,
        sorts: { id: { by: sql`stock_count.id`, type: 'int4' } },
        defaultSort: '-id',
        map: (row) => ({
          ...toHead(row),
          lines: row.lines,
          counted: row.counted,
          allowedActions: countActions(row.status, caller),
        }),
      })
    },

    async get({ caller }, { id }) {
      const [row, lines] = await Promise.all([
        selectCounts(read).select('stock_count.notes').where('stock_count.id', '=', id).executeTakeFirst(),
        selectLines(read, id).execute(),
      ])
      if (row === undefined) throw notFound('stock count', id)
      return {
        ...toHead(row),
        notes: row.notes,
        allowedActions: countActions(row.status, caller),
        lines: lines.map((line) => ({
          itemId: line.item_id,
          sku: line.sku,
          name: line.name,
          unit: line.unit,
          expected: decimal.quantity(line.expected),
          counted: line.counted === null ? null : decimal.quantity(line.counted),
          difference: line.counted === null ? null : decimal.quantity(decimal.subtract(line.counted, line.expected)),
        })),
      }
    },
  }
}

const selectCounts = (read: ReadDb) =>
  read
    .selectFrom('stock_count')
    .innerJoin('location', 'location.id', 'stock_count.location_id')
    .leftJoin('app_user as person', 'person.id', 'stock_count.created_by_id')
    .select(['stock_count.id', 'stock_count.number', 'stock_count.status', 'stock_count.version'])
    .select(['stock_count.snapshot_at', 'stock_count.posted_at', 'stock_count.created_by_id'])
    .select(['location.id as location_id', 'location.name as location'])
    .select(['person.first_name', 'person.last_name', 'person.username'])

const selectLines = (read: ReadDb, countId: number) =>
  read
    .selectFrom('stock_count_line as line')
    .innerJoin('item', 'item.id', 'line.item_id')
    .select(['line.item_id', 'item.sku', 'item.name', 'item.unit', 'line.expected', 'line.counted'])
    .where('line.count_id', '=', countId)
    .orderBy(sql`lower(item.name)`)
    .orderBy('item.id')

function toHead(row: Awaited<ReturnType<ReturnType<typeof selectCounts>['executeTakeFirstOrThrow']>>) {
  return {
    id: row.id,
    number: row.number,
    location: { id: row.location_id, name: row.location },
    status: row.status,
    createdBy: row.created_by_id === null ? null : { id: row.created_by_id, name: personName(row) },
    snapshotAt: row.snapshot_at.toISOString(),
    postedAt: row.posted_at?.toISOString() ?? null,
    version: row.version,
  }
}
