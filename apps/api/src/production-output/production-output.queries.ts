import * as decimal from '@framewright/contracts/core/decimal'
import type { OutputRecord } from '@framewright/contracts/production-output/production-output.schema'
import type { ProductionOutputQueries } from '@framewright/contracts/production-output/production-output.service'
import { type Expression, sql } from 'kysely'
import { said } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { daySpanOf } from '../machine/span.ts'
import { type OutputRow, selectOutputs } from './production-output.sql.ts'

const sorts: Record<string, SortKey> = {
  endedAt: { by: sql`output.ended_at`, type: 'timestamptz' },
  id: { by: sql`output.id`, type: 'int4' },
  good: { by: sql`output.good`, type: 'numeric' },
  scrapped: { by: sql`output.scrapped`, type: 'numeric' },
}

/** A person as they are called, in SQL: names, and without any the username. */
const called = sql<string>`coalesce(nullif(trim(person.first_name || ' ' || person.last_name), ''), person.username)`

/** What outputs are added up by: its identifier and its name. */
const groups: Record<string, { id: Expression<number | null>; name: Expression<string | null> }> = {
  machine: { id: sql`output.machine_id`, name: sql`machine.name` },
  operator: { id: sql`output.operator_id`, name: called },
  shift: { id: sql`null::int`, name: sql`output.shift` },
  item: { id: sql`item.id`, name: sql`item.name` },
}

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
const plain = (column: string) => sql`trim_scale(${sql.ref(column)})`

export function productionOutputQueries({
  read,
  readPool,
  clock,
}: Pick<Deps, 'read' | 'readPool' | 'clock'>): ProductionOutputQueries {
  const copy = createCsvCopy(readPool)
  return {
    async list(_call, input) {
      return fetchPage(selectOutputs(read, input, clock.timeZone), input, {
        id: sql<number>`output.id`,
        sorts,
        defaultSort: '-endedAt',
        map: toRecord,
      })
    },

    async count(_call, input) {
      const row = await selectOutputs(read, input, clock.timeZone)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    export: (_call, input) =>
      copy(
        selectOutputs(read, input, clock.timeZone)
          .clearSelect()
          .select(['o.number as order', safeText(sql`item.sku`).as('sku'), safeText(sql`item.name`).as('item')])
          .select([safeText(sql`machine.code`).as('machine'), safeText(called).as('operator')])
          .select([plain('output.good').as('good'), plain('output.scrapped').as('scrap')])
          .select([safeText(said('output.reason')).as('reason'), instant('output.started_at').as('from')])
          .select([instant('output.ended_at').as('to'), safeText(sql`output.shift`).as('shift')])
          .select(['output.shift_day as shiftDay', plain('output.ideal_seconds').as('idealSeconds')])
          .select([plain('output.material_cost').as('materialCost'), plain('output.machine_cost').as('machineCost')])
          .select('ncr.number as nonConformance')
          .orderBy('output.ended_at', 'desc')
          .orderBy('output.id', 'desc'),
      ),

    async totals(_call, { by, ...asked }) {
      const filter = { ...asked, ...daySpanOf(asked, clock.today(), 7) }
      const group = groups[by]
      if (group === undefined) return { rows: [] }
      const rows = await selectOutputs(read, filter, clock.timeZone)
        .clearSelect()
        .select([sql<number | null>`${group.id}`.as('id'), sql<string | null>`${group.name}`.as('name')])
        .select((eb) => [eb.fn.countAll<number>().as('outputs'), eb.fn.sum<string>('output.good').as('good')])
        .select((eb) => eb.fn.sum<string>('output.scrapped').as('scrapped'))
        .select(
          sql<string>`coalesce(sum(extract(epoch from output.ended_at - output.started_at)), 0)::text`.as('seconds'),
        )
        .groupBy([group.id, group.name])
        .orderBy(sql`sum(output.good)`, 'desc')
        .orderBy(group.name)
        .limit(500)
        .execute()
      return {
        rows: rows.map((row) => ({
          id: row.id,
          name: row.name,
          outputs: Number(row.outputs),
          good: decimal.quantity(row.good),
          scrapped: decimal.quantity(row.scrapped),
          seconds: Number(row.seconds),
        })),
      }
    },
  }
}

function toRecord(row: OutputRow): OutputRecord {
  return {
    id: row.id,
    order: { id: row.order_id, number: row.number },
    item: { id: row.item_id, sku: row.sku, name: row.name, unit: row.unit },
    machine:
      row.machine_id === null
        ? null
        : { id: row.machine_id, code: row.machine_code ?? '', name: row.machine_name ?? '' },
    operator: row.operator_id === null ? null : { id: row.operator_id, name: personName(row) },
    nonConformance: row.ncr_id === null ? null : { id: row.ncr_id, number: row.ncr_number ?? '' },
    good: decimal.quantity(row.good),
    scrapped: decimal.quantity(row.scrapped),
    reason: row.reason,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at.toISOString(),
    shift: row.shift,
    shiftDay: row.shift_day,
    idealSeconds: row.ideal_seconds === null ? null : decimal.quantity(row.ideal_seconds),
    materialCost: decimal.money(row.material_cost),
    machineCost: decimal.money(row.machine_cost),
  }
}
