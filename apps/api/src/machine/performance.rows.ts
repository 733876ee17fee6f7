import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { StateStretch } from '@framewright/contracts/machine/oee'
import type { Performance } from '@framewright/contracts/machine/performance.schema'
import type { Stretch } from '@framewright/contracts/machine/stretches'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'

// What the figures of machines are computed from, as it was recorded.

/** The days that are asked for, and what rows are of. */
export interface Asked {
  from: string
  to: string
  by: 'day' | 'shift'
}

export interface Reasoned extends StateStretch {
  reason: string
}

export interface Made {
  machineId: number
  day: string | null
  shift: string | null
  good: string
  scrapped: string
  /** Null where that of some pieces is not known. */
  idealSeconds: number | null
}

export async function machinesOf(read: ReadDb, id: number | undefined) {
  let query = read
    .selectFrom('machine')
    .select(['id', 'code', 'name', 'calendar_id as calendarId', 'created_at as createdAt'])
    .orderBy(sql`lower(code)`)
  query = id === undefined ? query.where('active', '=', true) : query.where('id', '=', id)
  const rows = await query.limit(500).execute()
  if (id !== undefined && rows.length === 0) throw notFound('machine', id)
  return rows
}

export async function statesOf(read: ReadDb, ids: number[], { start, end }: Stretch): Promise<Map<number, Reasoned[]>> {
  const rows = await read
    .selectFrom('machine_state_entry')
    .select(['machine_id', 'state', 'reason', 'started_at', 'ended_at'])
    .where(sql<boolean>`machine_id = any(${ids}::int[])`)
    .where('started_at', '<', new Date(end))
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('ended_at', '>', new Date(start))]))
    .orderBy('machine_id')
    .orderBy('started_at')
    .execute()
  return grouped(rows, (row) => [
    row.machine_id,
    { state: row.state, reason: row.reason, start: row.started_at.getTime(), end: row.ended_at?.getTime() ?? end },
  ])
}

/** When outputs tell that a machine worked; what follows without a gap comes as one. */
export async function stretchesOf(
  read: ReadDb,
  ids: number[],
  { start, end }: Stretch,
): Promise<Map<number, Stretch[]>> {
  const { rows } = await sql<{ machineId: number; start: Date; end: Date }>`
    SELECT made.machine_id AS "machineId", lower(stretch) AS start, upper(stretch) AS "end"
    FROM (
      SELECT machine_id, range_agg(tstzrange(started_at, ended_at)) AS stretches FROM production_output
      WHERE machine_id = any(${ids}::int[]) AND started_at IS NOT NULL
        AND ended_at > ${new Date(start)} AND ended_at < ${new Date(end + 7 * 86_400_000)} AND started_at < ${new Date(end)}
      GROUP BY machine_id
    ) made, unnest(made.stretches) AS stretch
    ORDER BY 1, 2`.execute(read)
  return grouped(rows, (row) => [row.machineId, { start: row.start.getTime(), end: row.end.getTime() }])
}

export async function madeOf(read: ReadDb, ids: number[], { from, to }: Asked): Promise<Map<number, Made[]>> {
  const rows = await read
    .selectFrom('production_output')
    .select(['machine_id', 'shift_day as day', 'shift'])
    .select((eb) => [eb.fn.sum<string>('good').as('good'), eb.fn.sum<string>('scrapped').as('scrapped')])
    .select(
      sql<string | null>`case when bool_and(ideal_seconds is not null) then sum(ideal_seconds)::text end`.as('ideal'),
    )
    .where(sql<boolean>`machine_id = any(${ids}::int[])`)
    .where('shift_day', '>=', from)
    .where('shift_day', '<=', to)
    .groupBy(['machine_id', 'shift_day', 'shift'])
    .execute()
  return grouped(rows, (row) => [
    row.machine_id ?? 0,
    {
      machineId: row.machine_id ?? 0,
      day: row.day,
      shift: row.shift,
      good: row.good,
      scrapped: row.scrapped,
      idealSeconds: row.ideal === null ? null : Number(row.ideal),
    },
  ])
}

export async function outsideOf(read: ReadDb, ids: number[], { start, end }: Stretch): Promise<Performance['outside']> {
  const row = await read
    .selectFrom('production_output')
    .select((eb) => [eb.fn.sum<string | null>('good').as('good'), eb.fn.sum<string | null>('scrapped').as('scrapped')])
    .where(sql<boolean>`machine_id = any(${ids}::int[])`)
    .where('shift_day', 'is', null)
    .where('ended_at', '>=', new Date(start))
    .where('ended_at', '<', new Date(end))
    .executeTakeFirstOrThrow()
  return { good: decimal.quantity(row.good ?? '0'), scrapped: decimal.quantity(row.scrapped ?? '0') }
}

function grouped<Row, Value>(rows: readonly Row[], of: (row: Row) => [number, Value]): Map<number, Value[]> {
  const groups = new Map<number, Value[]>()
  for (const row of rows) {
    const [key, value] = of(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}
