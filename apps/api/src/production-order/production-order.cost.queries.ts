import { needOf } from '@framewright/contracts/bom/bom.need'
import * as decimal from '@framewright/contracts/core/decimal'
import type {
  ProductionCost,
  ProductionMaterial,
  ProductionOutput,
  ProductionStage,
} from '@framewright/contracts/production-order/production-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { doneAt, firstOf, lastOf, leftAt, makingStages } from './production-order.stages.ts'

const atLeastZero = (value: string) => decimal.quantity(decimal.isPositive(value) ? value : '0')

/** The stages of a released order, with what people worked on each until now. */
export async function readStages(read: ReadDb, order: { id: number; planned: string }, now: Date) {
  const rows = await read
    .selectFrom('production_order_stage as s')
    .select(['s.stage', 's.good', 's.scrapped', 's.ready', 's.planned_seconds'])
    .select((eb) =>
      eb
        .selectFrom('time_entry as e')
        .innerJoin('task as t', 't.id', 'e.task_id')
        .select(
          sql<number>`coalesce(floor(extract(epoch from sum(coalesce(e.ended_at, ${now}::timestamptz) - e.started_at))), 0)::int`.as(
            'seconds',
          ),
        )
        .whereRef('t.production_order_id', '=', 's.order_id')
        .whereRef('t.kind', '=', 's.stage')
        .$asScalar()
        .$notNull()
        .as('seconds'),
    )
    .select((eb) =>
      eb
        .selectFrom('production_output as o')
        .select(sql<string>`coalesce(sum(o.scrapped), 0)`.as('lost'))
        .whereRef('o.order_id', '=', 's.order_id')
        .whereRef('o.stage', '=', 's.stage')
        .where('o.non_conformance_id', 'is not', null)
        .$asScalar()
        .$notNull()
        .as('lost'),
    )
    // Half-made ones that are promised to something else than the order's next stage.
    .select(
      sql<string>`case when s.position > 1 then greatest(s.ready - coalesce((
        select sum(r.quantity - r.consumed) from reservation r
        where r.production_order_id = s.order_id and not r.released), 0), 0) else 0 end`.as('waiting'),
    )
    .where('s.order_id', '=', order.id)
    .orderBy('s.position')
    .execute()
  return rows.map(
    (row): ProductionStage => ({
      stage: row.stage,
      good: decimal.quantity(row.good),
      scrapped: decimal.quantity(row.scrapped),
      lost: decimal.quantity(row.lost),
      left: atLeastZero(leftAt(order.planned, rows, row.stage)),
      ready: decimal.quantity(row.ready),
      waiting: decimal.quantity(row.waiting),
      plannedSeconds: row.planned_seconds,
      seconds: row.seconds,
    }),
  )
}

/** The stages a draft would go through. */
export async function previewStages(
  read: ReadDb,
  itemId: number,
  planned: string,
  materials: readonly ProductionMaterial[],
): Promise<ProductionStage[]> {
  if (materials.length === 0) return []
  const frame = await read.selectFrom('frame').select('stages').where('id', '=', itemId).executeTakeFirst()
  const stages = makingStages(
    frame?.stages ?? null,
    materials.map((line) => line.stage),
  )
  return stages.map((stage) => ({
    stage,
    good: '0',
    scrapped: '0',
    lost: '0',
    left: decimal.quantity(planned),
    ready: '0',
    waiting: '0',
    plannedSeconds: null,
    seconds: 0,
  }))
}

interface Costed {
  id: number
  planned: string
  materialCost: string
  labourRate: string | null
  stages: readonly ProductionStage[]
  outputs: readonly ProductionOutput[]
}

/** An order's cost against its plan: as it was released, and as it went. */
export async function readCost(read: ReadDb, order: Costed): Promise<ProductionCost> {
  const lines = await read
    .selectFrom('production_order_line as line')
    .innerJoin('item', 'item.id', 'line.component_id')
    .select(['line.quantity_per as quantity', 'line.unit', 'line.scrap_percent as scrapPercent', 'line.stage'])
    .select(['item.unit as componentUnit', 'line.unit_cost'])
    .where('line.order_id', '=', order.id)
    .execute()
  const { stages } = order
  const material = {
    planned: decimal.sum(lines.map((line) => decimal.multiply(needOf(line, order.planned), line.unit_cost))),
    soFar: decimal.sum(
      lines.map((line) =>
        decimal.multiply(needOf(line, doneAt(stages, line.stage ?? firstOf(stages))), line.unit_cost),
      ),
    ),
    actual: order.materialCost,
    unit: unitMaterial(order.outputs),
  }
  const labour = labourOf(order)
  const machine = await readMachineCost(read, order)
  const parts = [material, labour, machine].filter((part) => part !== null)
  const total = (of: 'planned' | 'soFar' | 'actual') => decimal.sum(parts.map((part) => part[of]))
  const unit = material.unit === null ? null : decimal.sum([material.unit, labour?.unit ?? '0', machine?.unit ?? '0'])
  return {
    parts: [
      { part: 'MATERIAL', planned: decimal.money(material.planned), actual: decimal.money(material.actual) },
      {
        part: 'LABOUR',
        planned: labour === null || !labour.timed ? null : decimal.money(labour.planned),
        actual: labour === null ? null : decimal.money(labour.actual),
      },
      {
        part: 'MACHINE',
        planned: machine === null || !machine.scheduled ? null : decimal.money(machine.planned),
        actual: machine === null ? null : decimal.money(machine.actual),
      },
    ],
    planned: decimal.money(total('planned')),
    actual: decimal.money(total('actual')),
    plannedSoFar: decimal.money(total('soFar')),
    variance: decimal.money(decimal.subtract(total('actual'), total('soFar'))),
    plannedUnit: decimal.unitPrice(decimal.divide(total('planned'), order.planned)),
    actualUnit: unit === null ? null : decimal.unitPrice(unit),
    lost: decimal.money(decimal.sum(order.outputs.map((one) => decimal.multiply(one.unitCost, one.scrapped)))),
  }
}

/** Work at the rate of the order's release; null where the shop had none. What was never timed plans nothing. */
function labourOf({ planned, stages, labourRate }: Costed) {
  if (labourRate === null) return null
  const cost = (seconds: string | number) => decimal.divide(decimal.multiply(seconds, labourRate), 3600)
  const each = (seconds: string | number, count: string) =>
    decimal.isPositive(count) ? decimal.divide(seconds, count) : '0'
  return {
    timed: stages.some((one) => one.plannedSeconds !== null),
    planned: decimal.sum(stages.map((one) => cost(one.plannedSeconds ?? 0))),
    soFar: decimal.sum(
      stages.map((one) => cost(decimal.multiply(each(one.plannedSeconds ?? 0, planned), doneAt(stages, one.stage)))),
    ),
    actual: decimal.sum(stages.map((one) => cost(one.seconds))),
    unit: decimal.sum(stages.map((one) => cost(each(one.seconds, doneAt(stages, one.stage))))),
  }
}

/**
 * What machines cost: the time the order is scheduled for at the machine's rate, and what its outputs took of theirs. Null
 * where it is on no machine.
 */
async function readMachineCost(read: ReadDb, { id, planned, stages, outputs }: Costed) {
  const row = await read
    .selectFrom('production_order as o')
    .leftJoin('machine', 'machine.id', 'o.machine_id')
    .select(['o.scheduled_seconds', 'machine.rate_per_hour'])
    .where('o.id', '=', id)
    .executeTakeFirstOrThrow()
  const actual = decimal.sum(outputs.map((output) => output.machineCost))
  const scheduled = row.scheduled_seconds !== null && row.rate_per_hour !== null
  if (!scheduled && decimal.isZero(actual)) return null
  const whole = decimal.divide(decimal.multiply(row.scheduled_seconds ?? 0, row.rate_per_hour ?? '0'), 3600)
  const done = doneAt(stages, lastOf(stages))
  return {
    scheduled,
    planned: whole,
    soFar: decimal.divide(decimal.multiply(whole, done), planned),
    actual,
    unit: decimal.isPositive(done) ? decimal.divide(actual, done) : '0',
  }
}

/** What the materials of one that came off the last stage cost, good or lost; null before anything did. */
export function unitMaterial(outputs: readonly ProductionOutput[]): string | null {
  // What was lost afterwards is counted where it was made.
  const finished = outputs.filter((output) => output.finished && output.nonConformance === null)
  const pieces = decimal.sum(finished.map((output) => decimal.add(output.good, output.scrapped)))
  if (!decimal.isPositive(pieces)) return null
  const worth = finished.map((one) => decimal.multiply(one.unitCost, decimal.add(one.good, one.scrapped)))
  return decimal.divide(decimal.sum(worth), pieces)
}
