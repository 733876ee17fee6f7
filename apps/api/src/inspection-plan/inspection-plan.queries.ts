import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type {
  Characteristic,
  InspectionPlanListInput,
  InspectionPlanSummary,
} from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { InspectionPlanQueries } from '@framewright/contracts/inspection-plan/inspection-plan.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`plan.id`, type: 'int4' },
  name: { by: sql`lower(plan.name)`, type: 'text' },
  type: { by: sql`plan.type`, type: 'inspection_type' },
  updatedAt: { by: sql`plan.updated_at`, type: 'timestamptz' },
}

export function inspectionPlanQueries({ read }: Pick<Deps, 'read'>): InspectionPlanQueries {
  return {
    list: (_call, input) =>
      fetchPage(selectPlans(read, input), input, {
        id: sql<number>`plan.id`,
        sorts,
        defaultSort: 'name',
        map: toSummary,
      }),

    async get(_call, { id }) {
      const [head, characteristics] = await Promise.all([
        selectPlans(read, {})
          .leftJoin('app_user as creator', 'creator.id', 'plan.created_by_id')
          .select(['plan.instructions', 'plan.created_at', 'creator.id as creator_id'])
          .select(['creator.username', 'creator.first_name', 'creator.last_name'])
          .where('plan.id', '=', id)
          .executeTakeFirst(),
        read
          .selectFrom('inspection_plan_characteristic as c')
          .select(['c.line_no', 'c.name', 'c.kind', 'c.unit', 'c.nominal', 'c.lower', 'c.upper', 'c.instructions'])
          .where('c.plan_id', '=', id)
          .orderBy('c.line_no')
          .execute(),
      ])
      if (head === undefined) throw notFound('inspection plan', id)
      return {
        ...toSummary(head),
        instructions: head.instructions,
        createdAt: head.created_at.toISOString(),
        createdBy: head.creator_id === null ? null : { id: head.creator_id, name: personName(head) },
        characteristics: characteristics.map(toCharacteristic),
      }
    },
  }
}

type Filter = Partial<Omit<InspectionPlanListInput, 'cursor' | 'limit' | 'sort'>>

function selectPlans(read: ReadDb, { search, type, itemId, categoryId, active }: Filter) {
  let query = read
    .selectFrom('inspection_plan as plan')
    .leftJoin('item', 'item.id', 'plan.item_id')
    .leftJoin('category', 'category.id', 'plan.category_id')
    .select(['plan.id', 'plan.name', 'plan.type', 'plan.stage', 'plan.sampling', 'plan.sample_value'])
    .select(['plan.active', 'plan.version', 'plan.updated_at', 'plan.item_id', 'plan.category_id'])
    .select(['item.sku', 'item.name as item_name', 'category.path'])
    .select(
      sql<number>`(select count(*)::int from inspection_plan_characteristic c where c.plan_id = plan.id)`.as('lines'),
    )
  if (type !== undefined && type.length > 0) query = query.where('plan.type', 'in', type)
  if (itemId !== undefined) query = query.where('plan.item_id', '=', itemId)
  if (categoryId !== undefined) query = query.where('plan.category_id', '=', categoryId)
  if (active !== undefined) query = query.where('plan.active', '=', active)
  if (search) {
    const pattern = containing(search.toLowerCase())
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(plan.name) like ${pattern}`,
        sql<boolean>`lower(item.sku) like ${pattern}`,
        sql<boolean>`lower(item.name) like ${pattern}`,
        sql<boolean>`lower(category.path) like ${pattern}`,
      ]),
    )
  }
  return query
}

type PlanRow = Awaited<ReturnType<ReturnType<typeof selectPlans>['executeTakeFirstOrThrow']>>

const toSummary = (row: PlanRow): InspectionPlanSummary => ({
  id: row.id,
  name: row.name,
  type: row.type,
  item: row.item_id === null ? null : { id: row.item_id, sku: row.sku ?? '', name: row.item_name ?? '' },
  category: row.category_id === null ? null : { id: row.category_id, name: row.path ?? '' },
  stage: row.stage,
  sampling: row.sampling,
  sampleValue: orNull(row.sample_value),
  characteristicCount: row.lines,
  active: row.active,
  version: row.version,
  updatedAt: row.updated_at.toISOString(),
})

const orNull = (value: string | null): string | null => (value === null ? null : decimal.quantity(value))

/** A characteristic of a plan or of an inspection, from its row. */
export const toCharacteristic = (row: {
  line_no: number
  name: string
  kind: Characteristic['kind']
  unit: string
  nominal: string | null
  lower: string | null
  upper: string | null
  instructions: string
}): Characteristic => ({
  lineNo: row.line_no,
  name: row.name,
  kind: row.kind,
  unit: row.unit,
  nominal: orNull(row.nominal),
  lower: orNull(row.lower),
  upper: orNull(row.upper),
  instructions: row.instructions,
})
