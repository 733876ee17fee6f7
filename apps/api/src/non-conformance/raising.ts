import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Severity } from '@framewright/contracts/non-conformance/non-conformance.words'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { hold } from '../inspection/holding.ts'
import type { SourceRef } from '../inspection/opening.ts'

export interface NewNonConformance {
  inspectionId: number | null
  itemId: number
  quantity: string
  severity: Severity
  defect: string
  description: string
  source: SourceRef | null
  /** Where the goods lie, free to be held; null: none are. */
  locationId: number | null
  /** Where they go if they are used as they are; null: they stay. */
  targetId: number | null
}

/** Opens a non-conformance; its goods wait where they lie for what is decided of them. */
export async function raise(
  tx: Tx,
  emit: Emit,
  call: Call,
  wanted: NewNonConformance,
  now: Date,
): Promise<{ id: number; number: string }> {
  const { source, itemId, quantity, locationId, ...said } = wanted
  const made = await tx.nonConformance.create({
    data: {
      ...said,
      itemId,
      quantity,
      locationId,
      sourceType: source?.type ?? null,
      sourceId: source?.id ?? null,
      sourceLine: source?.line ?? null,
      sourceNumber: source?.number ?? '',
      createdById: call.caller.userId,
      createdAt: now,
    },
    select: { id: true, number: true },
  })
  await hold(tx, { kind: 'nonConformance', id: made.id, itemId, locationId, source }, quantity)
  emit({
    entity: 'nonConformance',
    id: made.id,
    what: 'raised',
    payload: {
      number: made.number,
      to: 'OPEN',
      itemId,
      quantity: decimal.quantity(quantity),
      defect: said.defect,
      severity: said.severity,
      ...(said.inspectionId === null ? {} : { inspectionId: said.inspectionId }),
      ...(source === null ? {} : { sourceType: source.type, source: source.number }),
    },
  })
  return made
}
