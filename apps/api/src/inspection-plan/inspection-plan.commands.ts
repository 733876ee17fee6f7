import type { Call } from '@framewright/contracts/core/context'
import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type {
  CharacteristicInput,
  CreateInspectionPlanInput,
  InspectionType,
} from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type {
  InspectionPlanCommands,
  InspectionPlanQueries,
} from '@framewright/contracts/inspection-plan/inspection-plan.service'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Deps } from '../core/deps.ts'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'

export function inspectionPlanCommands(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  queries: InspectionPlanQueries,
): InspectionPlanCommands {
  /** Does its work and answers with the plan as it then is. */
  const answering = <I>(call: Call, input: I, work: (tx: Tx, emit: Emit) => Promise<{ id: number }>) =>
    commands.run(call, input, work, (plan) => queries.get(call, plan))

  return {
    create: (call, input) =>
      answering(call, input, async (tx, emit) => {
        const columns = await columnsOf(tx, input)
        await requireOnly(tx, { ...columns, id: null })
        const { id } = await tx.inspectionPlan.create({
          data: {
            ...columns,
            createdById: call.caller.userId,
            createdAt: clock.now(),
            updatedAt: clock.now(),
            characteristics: { createMany: { data: numbered(input.characteristics) } },
          },
          select: { id: true },
        })
        emit({ entity: 'inspectionPlan', id, what: 'created', payload: { name: input.name, type: input.type } })
        return { id }
      }),

    update: (call, input) =>
      answering(call, input, async (tx, emit) => {
        const { id, version, active } = input
        const plan = await lockPlan(tx, id)
        requireVersion(version, plan.version)
        const columns = await columnsOf(tx, input)
        if (active) await requireOnly(tx, { ...columns, id })
        await tx.inspectionPlanCharacteristic.deleteMany({ where: { planId: id } })
        await tx.inspectionPlan.update({
          where: { id },
          data: {
            ...columns,
            active,
            updatedAt: clock.now(),
            version: { increment: 1 },
            characteristics: { createMany: { data: numbered(input.characteristics) } },
          },
        })
        emit({ entity: 'inspectionPlan', id, what: 'updated', payload: { name: input.name, type: input.type } })
        return { id }
      }),

    setActive: (call, input) =>
      answering(call, input, async (tx, emit) => {
        const { id, active } = input
        const plan = await lockPlan(tx, id)
        if (plan.active === active) return { id }
        if (active) await requireOnly(tx, plan)
        await tx.inspectionPlan.update({
          where: { id },
          data: { active, updatedAt: clock.now(), version: { increment: 1 } },
        })
        const what = active ? 'activated' : 'deactivated'
        emit({ entity: 'inspectionPlan', id, what, payload: { name: plan.name, type: plan.type } })
        return { id }
      }),
  }
}

async function lockPlan(tx: Tx, id: number) {
  const [plan] = await run(
    tx,
    build
      .selectFrom('inspection_plan')
      .select(['id', 'name', 'type', 'stage', 'active', 'version'])
      .select(['item_id as itemId', 'category_id as categoryId'])
      .where('id', '=', id)
      .forUpdate(),
  )
  if (plan === undefined) throw notFound('inspection plan', id)
  return plan
}

/** What a plan says of itself, its item or category there and fit for it. */
async function columnsOf(tx: Tx, input: CreateInspectionPlanInput) {
  const { name, type, sampling, instructions } = input
  const itemId = input.itemId ?? null
  const categoryId = input.categoryId ?? null
  if (itemId !== null) {
    const item = await tx.item.findUnique({ where: { id: itemId }, select: { name: true, kind: true } })
    if (item === null) throw invalid('itemId', `There is no item ${itemId}`)
    if (item.kind === 'SERVICE')
      throw ruleViolated('inspectionPlan.service', `${item.name} is a service; there are no goods to look at.`, {
        itemId,
      })
  }
  if (categoryId !== null && (await tx.category.count({ where: { id: categoryId } })) === 0)
    throw invalid('categoryId', `There is no category ${categoryId}`)
  const stage = input.stage ?? null
  return { name, type, itemId, categoryId, stage, sampling, sampleValue: input.sampleValue ?? null, instructions }
}

/** There is one plan in use for an item, or for a category, of a type and stage; a race is lost to the unique index. */
async function requireOnly(
  tx: Tx,
  plan: {
    id: number | null
    type: InspectionType
    stage: TaskKind | null
    itemId: number | null
    categoryId: number | null
  },
): Promise<void> {
  const { id, type, stage, itemId, categoryId } = plan
  const other = await tx.inspectionPlan.findFirst({
    where: { active: true, type, stage, itemId, categoryId, ...(id === null ? {} : { id: { not: id } }) },
    select: { id: true, name: true },
  })
  if (other === null) return
  throw new DomainError(
    'DUPLICATE',
    `"${other.name}" is in use for the same goods at the same time. Change that one, or put it out of use.`,
    { field: itemId === null ? 'categoryId' : 'itemId', value: other.name },
  )
}

const numbered = (characteristics: readonly CharacteristicInput[]) =>
  characteristics.map(({ name, kind, unit, nominal, lower, upper, instructions }, index) => ({
    ...{ lineNo: index + 1, name, kind, unit, instructions },
    ...{ nominal: nominal ?? null, lower: lower ?? null, upper: upper ?? null },
  }))
