import type {
  Characteristic,
  InspectionType,
  SamplingRule,
} from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { type RawBuilder, sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/** Runs a statement: a command in its transaction, a query on its pool. */
export type Runner = <Row>(query: RawBuilder<Row>) => Promise<Row[]>

export const inTransaction =
  (tx: Tx): Runner =>
  (query) =>
    run(tx, { compile: () => query.compile(build) })

/** A plan as an inspection is made from it. */
export interface AppliedPlan {
  id: number
  version: number
  name: string
  instructions: string
  stage: TaskKind | null
  sampling: SamplingRule
  sampleValue: string | null
  characteristics: Characteristic[]
}

/** Which inspections in process are meant: after these stages, null being once the item is made. */
export type Stages = readonly (TaskKind | null)[]

/**
 * The plans that apply to items, by item: its own before that of its category, and the nearest category's before those above.
 * One statement, which without any plan of that type looks at nothing else.
 */
export async function plansFor(
  runner: Runner,
  type: InspectionType,
  itemIds: readonly number[],
  stages: Stages = [null],
): Promise<Map<number, AppliedPlan>> {
  if (itemIds.length === 0) return new Map()
  const named = stages.filter((stage) => stage !== null)
  const rows = await runner(sql<PlanRow & { itemId: number }>`
    WITH RECURSIVE plan AS (
      SELECT * FROM inspection_plan p
      WHERE p.active AND p.type = ${type}::inspection_type
        AND (p.stage = ANY(${named}::task_kind[]) OR (p.stage IS NULL AND ${stages.includes(null)}::boolean))
    ), up AS (
      SELECT i.id AS item_id, i.category_id, 1 AS depth FROM item i
      WHERE i.id = ANY(${[...new Set(itemIds)]}::int[]) AND EXISTS (SELECT FROM plan)
      UNION ALL
      SELECT up.item_id, c.parent_id, up.depth + 1 FROM up JOIN category c ON c.id = up.category_id
      WHERE c.parent_id IS NOT NULL
    ), best AS (
      SELECT DISTINCT ON (up.item_id) up.item_id, plan.id
      FROM up JOIN plan ON (plan.item_id = up.item_id AND up.depth = 1) OR plan.category_id = up.category_id
      ORDER BY up.item_id, (plan.item_id IS NULL), up.depth, (plan.stage IS NULL), plan.id
    )
    SELECT best.item_id AS "itemId", ${planColumns} FROM best JOIN inspection_plan p ON p.id = best.id`)
  return new Map(rows.map(({ itemId, ...plan }) => [itemId, plan]))
}

/** One plan by itself, whether it is in use or not. */
export async function planById(runner: Runner, id: number): Promise<AppliedPlan | undefined> {
  const [row] = await runner(sql<PlanRow>`SELECT ${planColumns} FROM inspection_plan p WHERE p.id = ${id}`)
  return row
}

type PlanRow = AppliedPlan

const planColumns = sql`p.id, p.version, p.name, p.instructions, p.stage::text AS stage, p.sampling::text AS sampling,
  p.sample_value::text AS "sampleValue",
  (SELECT coalesce(jsonb_agg(jsonb_build_object('lineNo', c.line_no, 'name', c.name, 'kind', c.kind, 'unit', c.unit,
    'nominal', trim_scale(c.nominal)::text, 'lower', trim_scale(c.lower)::text, 'upper', trim_scale(c.upper)::text,
    'instructions', c.instructions) ORDER BY c.line_no), '[]')
   FROM inspection_plan_characteristic c WHERE c.plan_id = p.id) AS characteristics`
