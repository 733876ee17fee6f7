import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { inspectionLifecycle } from '@framewright/contracts/inspection/inspection.lifecycle'
import type { RecordInspectionInput } from '@framewright/contracts/inspection/inspection.schema'
import { type Judgement, judge, judgeReading, sayFinding } from '@framewright/contracts/inspection/judging'
import type { Characteristic } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { raise } from '../non-conformance/raising.ts'
import { post } from '../stock/ledger.ts'
import { requirePieces } from '../stock/stocked-item.ts'
import { type Holder, heldBy, letGo, takeHeld } from './holding.ts'
import { characteristicsOf, type LockedInspection } from './inspection.rows.ts'

export type Recorded = Omit<RecordInspectionInput, 'id'>

/**
 * The readings of an inspection and its result in one. What passes goes where it was bound, or is free where it lies; what
 * fails stays, held by the non-conformance that is opened for it.
 * @throws DomainError WRONG_STATE for one that is decided, RULE_VIOLATED where the readings do not carry the result.
 */
export async function record(
  tx: Tx,
  emit: Emit,
  call: Call,
  inspection: LockedInspection,
  given: Recorded,
  now: Date,
): Promise<void> {
  const characteristics = await characteristicsOf(tx, inspection.id)
  const readings = given.readings.map((reading, index) => fitting(reading, index, characteristics, inspection))
  const judged = judge(characteristics, inspection.sampleSize, readings)
  const passed = resultOf(inspection, given, judged, characteristics.length) === 'PASSED'
  const { to } = stepFor(inspectionLifecycle, passed ? 'pass' : 'fail', inspection, call.caller)
  const failed = passed ? '0' : failedOf(inspection, given)

  await tx.inspectionReading.createMany({
    data: readings.map(({ characteristicId, sample, value, verdict }) => {
      return { characteristicId, sample, value: value ?? null, passed: verdict === 'good' }
    }),
  })
  await tx.inspection.update({
    where: { id: inspection.id },
    data: {
      status: to,
      failedQuantity: failed,
      inspectorId: call.caller.userId,
      decidedAt: now,
      notes: given.notes,
      version: { increment: 1 },
    },
  })
  await sendOn(tx, call, inspection, failed, now)
  emit({
    entity: 'inspection',
    id: inspection.id,
    what: passed ? 'passed' : 'failed',
    payload: {
      number: inspection.number,
      type: inspection.type,
      from: inspection.status,
      to,
      itemId: inspection.itemId,
      quantity: decimal.quantity(inspection.quantity),
      ...(passed ? {} : { failed: decimal.quantity(failed) }),
      ...(inspection.source === null ? {} : { sourceType: inspection.source.type, source: inspection.source.number }),
    },
  })
  if (passed) return
  await raise(
    tx,
    emit,
    call,
    {
      inspectionId: inspection.id,
      itemId: inspection.itemId,
      quantity: failed,
      severity: given.severity,
      defect: given.defect || judged.failing[0]?.name || 'Not as it should be',
      description: describe(given.notes, judged, characteristics),
      source: inspection.source,
      locationId: inspection.locationId,
      targetId: inspection.targetId,
    },
    now,
  )
}

/** A reading on its characteristic; of a number one piece at a time, of a yes or no all may be said at once. */
function fitting(
  reading: Recorded['readings'][number],
  index: number,
  characteristics: readonly (Characteristic & { id: number })[],
  { sampleSize, number }: LockedInspection,
) {
  const path = `readings.${index}`
  const characteristic = characteristics.find((one) => one.lineNo === reading.lineNo)
  if (characteristic === undefined)
    throw invalid(`${path}.lineNo`, `${number} does not look at a line ${reading.lineNo}`)
  const numeric = characteristic.kind === 'NUMERIC'
  if (numeric && reading.value == null) throw invalid(`${path}.value`, `${characteristic.name} is a number: give it`)
  if (!numeric && reading.passed == null)
    throw invalid(`${path}.passed`, `${characteristic.name} passes or not: say which`)
  const sample = numeric && reading.sample === 0 && sampleSize === 1 ? 1 : reading.sample
  if (sample > sampleSize || (numeric && sample === 0))
    throw invalid(`${path}.sample`, `${number} looks at ${sampleSize} pieces: say which of them, from 1`)
  const verdict = judgeReading(characteristic, reading)
  return { ...reading, sample, characteristicId: characteristic.id, verdict }
}

function resultOf(
  { number, sampleSize }: LockedInspection,
  { result, readings }: Recorded,
  { failing, missing, complete }: Judgement,
  lines: number,
): 'PASSED' | 'FAILED' {
  if (result === 'FAILED') return result
  if (failing.length > 0) {
    if (result === undefined) return 'FAILED'
    throw ruleViolated(
      'inspection.readingsFail',
      `${number} cannot pass: ${failing.map((one) => one.name).join(', ')} is not within its limits.`,
      { failing: failing.map(({ lineNo, name, sample }) => ({ lineNo, name, sample })) },
    )
  }
  if (lines === 0) {
    if (result !== undefined) return result
    throw invalid('result', `Nothing is prescribed for ${number}: say whether it PASSED or FAILED`)
  }
  if (complete) return 'PASSED'
  const some = missing.map(({ name, pieces }) => (sampleSize > 1 ? `${name} (${pieces} pieces)` : name)).join(', ')
  const what = readings.length === 0 ? 'There are no readings' : 'Readings are missing'
  throw ruleViolated('inspection.incomplete', `${what} for ${number}: ${some}.`, { missing })
}

function failedOf(inspection: LockedInspection, { failedQuantity }: Recorded): string {
  const failed = failedQuantity ?? inspection.quantity
  const { sku, itemName: name, kind, unit } = inspection
  requirePieces({ sku, name, kind: kind as ItemKind, unit }, failed, 'failedQuantity', inspection.quantity)
  if (decimal.compare(failed, inspection.quantity) <= 0) return failed
  throw ruleViolated(
    'inspection.moreFailedThanThere',
    `${inspection.number} is of ${decimal.quantity(inspection.quantity)}; ${decimal.quantity(failed)} cannot have failed.`,
    { quantity: decimal.quantity(inspection.quantity), failed: decimal.quantity(failed) },
  )
}

/** What passed goes where it was bound, or is free where it lies; what failed is let go of, for who holds it next. */
async function sendOn(tx: Tx, call: Call, inspection: LockedInspection, failed: string, now: Date): Promise<void> {
  const { id, number, itemId, locationId, targetId, source } = inspection
  if (locationId === null) return
  const holder: Holder = { kind: 'inspection', id, itemId, locationId, source }
  const held = await heldBy(tx, holder)
  const good = decimal.subtract(inspection.quantity, failed)
  if (targetId === null || targetId === locationId || !decimal.isPositive(good)) {
    await letGo(tx, held, holder, inspection.quantity)
    return
  }
  // One after the other: a reservation that gives a part back and is consumed in part ends as one that is consumed.
  await letGo(tx, held, holder, failed)
  await takeHeld(tx, await heldBy(tx, holder), id, good)
  await post(tx, call, { type: 'inspection', id, operation: 'pass' }, [
    { itemId, fromId: locationId, toId: targetId, quantity: good, reason: number, effectiveAt: now },
  ])
}

function describe(notes: string, { failing }: Judgement, characteristics: readonly Characteristic[]): string {
  const found = failing.slice(0, 20).flatMap((one) => {
    const characteristic = characteristics.find(({ lineNo }) => lineNo === one.lineNo)
    return characteristic === undefined ? [] : [sayFinding(characteristic, one)]
  })
  const more = failing.length > 20 ? [`and ${failing.length - 20} more`] : []
  return [notes, ...found, ...more].filter((line) => line !== '').join('\n')
}
