import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { sampleSizeOf } from '@framewright/contracts/inspection/judging'
import type { QualitySourceType } from '@framewright/contracts/inspection/quality-source'
import type { Characteristic, InspectionType } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import type { AppliedPlan } from '../inspection-plan/plans-for.ts'
import { hold } from './holding.ts'

/** The document an inspection, or a non-conformance, is of. */
export interface SourceRef {
  type: QualitySourceType
  id: number
  line?: number | null
  number: string
}

export interface NewInspection {
  type: InspectionType
  /** Null: nothing is prescribed; whoever looks says whether it passes. */
  plan: Omit<AppliedPlan, 'stage'> | null
  itemId: number
  stage?: TaskKind | null
  quantity: string
  source: SourceRef | null
  /** Where the goods lie and wait for it; null: they are not held. They are there and free. */
  locationId?: number | null
  /** Where they go once they pass; null: they stay. */
  targetId?: number | null
  /** The one whose goods are looked at again. */
  repeatsId?: number | null
  notes?: string
}

/** Opens an inspection: the plan's characteristics become its own, and the goods wait for it where they lie. */
export async function openInspection(
  tx: Tx,
  emit: Emit,
  call: Call,
  wanted: NewInspection,
  now: Date,
): Promise<{ id: number; number: string }> {
  const { type, plan, itemId, quantity, source } = wanted
  const locationId = wanted.locationId ?? null
  const made = await tx.inspection.create({
    data: {
      type,
      itemId,
      quantity,
      stage: wanted.stage ?? null,
      planId: plan?.id ?? null,
      planVersion: plan?.version ?? null,
      planName: plan?.name ?? '',
      instructions: plan?.instructions ?? '',
      sampleSize: plan === null ? 1 : sampleSizeOf(quantity, plan.sampling, plan.sampleValue),
      sourceType: source?.type ?? null,
      sourceId: source?.id ?? null,
      sourceLine: source?.line ?? null,
      sourceNumber: source?.number ?? '',
      locationId,
      targetId: wanted.targetId ?? null,
      repeatsId: wanted.repeatsId ?? null,
      notes: wanted.notes ?? '',
      createdById: call.caller.userId,
      createdAt: now,
      characteristics: { createMany: { data: (plan?.characteristics ?? []).map(copied) } },
    },
    select: { id: true, number: true },
  })
  await hold(tx, { kind: 'inspection', id: made.id, itemId, locationId, source }, quantity)
  emit({
    entity: 'inspection',
    id: made.id,
    what: 'opened',
    payload: {
      number: made.number,
      type,
      to: 'OPEN',
      itemId,
      quantity: decimal.quantity(quantity),
      ...(source === null ? {} : { sourceType: source.type, sourceId: source.id, source: source.number }),
    },
  })
  return made
}

const copied = ({ lineNo, name, kind, unit, nominal, lower, upper, instructions }: Characteristic) => ({
  ...{ lineNo, name, kind, unit, nominal, lower, upper, instructions },
})
