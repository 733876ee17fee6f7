import { heldBy, letGo } from '../inspection/holding.ts'
import { characteristicsOf, holdSource, lockInspection } from '../inspection/inspection.rows.ts'
import { openInspection } from '../inspection/opening.ts'
import { systemLocations } from '../stock/ledger.ts'
import { type Deciding, holderOf } from './disposition.ts'

/** What was mended is looked at again, by what it was looked at before, and its goods wait for that. @returns its number. */
export async function lookAgain({ tx, emit, call, ncr, input, now }: Deciding): Promise<Record<string, string>> {
  const { itemId, quantity, locationId, source } = ncr
  // Whoever completes the work, or sends the delivery, waits for this and then sees the inspection.
  if (source !== null) await holdSource(tx, source.type, source.id)
  const before = ncr.inspectionId === null ? null : await lockInspection(tx, ncr.inspectionId)
  const at = await systemLocations(tx)
  if (locationId !== null) await letGo(tx, await heldBy(tx, holderOf(ncr)), holderOf(ncr), quantity)
  const plan =
    before === null
      ? null
      : await tx.inspection.findUniqueOrThrow({
          where: { id: before.id },
          select: {
            planId: true,
            planVersion: true,
            planName: true,
            instructions: true,
            plan: { select: { sampling: true, sampleValue: true } },
          },
        })
  const characteristics = before === null ? [] : await characteristicsOf(tx, before.id)
  const again = await openInspection(
    tx,
    emit,
    call,
    {
      type: before?.type ?? (ncr.locationUsage === 'QUARANTINE' ? 'TRANSFER' : 'IN_PROCESS'),
      plan:
        plan?.planId == null
          ? null
          : {
              id: plan.planId,
              version: plan.planVersion ?? 1,
              name: plan.planName,
              instructions: plan.instructions,
              // What was mended is looked at piece by piece.
              sampling: 'ALL',
              sampleValue: null,
              characteristics,
            },
      itemId,
      stage: before?.stage ?? null,
      quantity,
      source,
      locationId,
      targetId: ncr.targetId ?? (ncr.locationUsage === 'QUARANTINE' ? at.STOCK : null),
      repeatsId: ncr.inspectionId,
      notes: input.notes,
    },
    now,
  )
  return { inspection: again.number }
}
