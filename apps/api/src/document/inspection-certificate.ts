import * as decimal from '@framewright/contracts/core/decimal'
import type { Inspection } from '@framewright/contracts/inspection/inspection.schema'
import type { Characteristic } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { StoredShop } from '../shop/shop.settings.ts'
import type { BusinessDocument } from './business-document.ts'
import { day, quantity } from './format.ts'
import { factsOf } from './parts.ts'

const types = {
  INCOMING: 'Incoming inspection',
  IN_PROCESS: 'In-process inspection',
  OUTGOING: 'Outgoing inspection',
  TRANSFER: 'Transfer inspection',
}
/** Readings of a characteristic that are written out; of more, the smallest and the largest are. */
const mostWritten = 6

/**
 * What was looked at, against which limits, what was found, and whether it passed.
 * @param dayOf the shop's day of an instant.
 */
export function inspectionCertificate(
  inspection: Inspection,
  shop: StoredShop,
  dayOf: (instant: Date) => string,
): BusinessDocument {
  const { number, item, status, decidedAt, failedQuantity } = inspection
  const passed = status === 'PASSED'
  return {
    title: 'Inspection certificate',
    number,
    at: new Date(decidedAt ?? inspection.createdAt),
    shop,
    to: [item.name, item.sku],
    facts: factsOf([
      ['Inspection', types[inspection.type]],
      ['Of', inspection.source?.number],
      ['Plan', inspection.plan && `${inspection.plan.name}, version ${inspection.planVersion ?? 1}`],
      ['Quantity', `${quantity(inspection.quantity)} ${item.unit}`],
      ['Sample', `${inspection.sampleSize} ${inspection.sampleSize === 1 ? 'piece' : 'pieces'}`],
      ['Decided', decidedAt && day(dayOf(new Date(decidedAt)))],
      ['Inspector', inspection.inspector?.name],
      ['Non-conformance', inspection.nonConformances.map((one) => one.number).join(', ')],
    ]),
    columns: [
      { head: '#', width: 20 },
      { head: 'Characteristic' },
      { head: 'Nominal', width: 60, align: 'right' },
      { head: 'Limits', width: 96, align: 'right' },
      { head: 'Found', width: 150, align: 'right' },
      { head: 'Result', width: 50 },
    ],
    rows: inspection.characteristics.map((characteristic) => {
      const readings = inspection.readings.filter((reading) => reading.lineNo === characteristic.lineNo)
      const good = readings.length > 0 && readings.every((reading) => reading.passed)
      return [
        String(characteristic.lineNo),
        { text: characteristic.name, below: characteristic.instructions.split('\n')[0] ?? '' },
        characteristic.nominal === null ? '' : withUnit(characteristic.nominal, characteristic.unit),
        limits(characteristic),
        found(characteristic, readings),
        readings.length === 0 ? '' : good ? 'Passed' : 'Failed',
      ]
    }),
    sums: [
      ...(passed || failedQuantity === null
        ? []
        : [{ label: 'Did not pass', value: `${quantity(failedQuantity)} ${item.unit}` }]),
      { label: 'Result', value: passed ? 'Passed' : 'Failed', strong: true },
    ],
    notes: inspection.notes,
  }
}

const withUnit = (value: string, unit: string) => (unit === '' ? quantity(value) : `${quantity(value)} ${unit}`)

function limits({ lower, upper, unit }: Characteristic): string {
  if (lower !== null && upper !== null) return `${quantity(lower)} to ${withUnit(upper, unit)}`
  if (lower !== null) return `from ${withUnit(lower, unit)}`
  return upper === null ? '' : `up to ${withUnit(upper, unit)}`
}

function found({ kind, unit }: Characteristic, readings: Inspection['readings']): string {
  if (readings.length === 0) return ''
  if (kind === 'PASS_FAIL') {
    const bad = readings.filter((reading) => !reading.passed).length
    if (readings.some((reading) => reading.sample === 0)) return bad === 0 ? 'all good' : 'not good'
    return bad === 0 ? `${readings.length} good` : `${bad} of ${readings.length} not good`
  }
  const values = readings.flatMap((reading) => reading.value ?? [])
  if (values.length <= mostWritten) return `${values.map(quantity).join(', ')}${unit === '' ? '' : ` ${unit}`}`
  const sorted = values.toSorted((a, b) => decimal.compare(a, b))
  return `${quantity(sorted[0] ?? '0')} to ${withUnit(sorted.at(-1) ?? '0', unit)} (${values.length})`
}
