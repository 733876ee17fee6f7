import * as decimal from '@framewright/contracts/core/decimal'
import type { Fulfilment, PickList } from '@framewright/contracts/fulfilment/fulfilment.schema'
import { recall, remember } from '~/lib/storage.ts'
import type { Count } from './counting.ts'

const nothing = { counted: '0', reason: '' }

/** What to take for one fulfilment, in walking order. */
export function picksOf(list: PickList, fulfilmentId: number): Count[] {
  return list.places.flatMap(({ locationId, code, name, picks }) =>
    picks
      .filter((pick) => pick.fulfilmentId === fulfilmentId)
      .map(({ lineId, sku, itemName, unit, quantity }) => ({
        lineId,
        place: { locationId, code, name },
        sku,
        itemName,
        unit,
        needed: quantity,
        ...nothing,
      })),
  )
}

/** What has to be in the parcel: all that was picked and can be held in a hand. */
export function packsOf(fulfilment: Fulfilment): Count[] {
  return fulfilment.lines
    .filter((line) => line.stocked && decimal.isPositive(line.picked))
    .map(({ id, sku, itemName, unit, picked }) => ({
      lineId: id,
      place: null,
      sku,
      itemName,
      unit,
      needed: picked,
      ...nothing,
    }))
}

/** Where this device keeps what was counted in a session: a reload in the middle of an aisle must not cost the count. */
const keyOf = (sessionId: number) => `counts.${sessionId}`

export function keepCounts(sessionId: number, counts: readonly Count[]): void {
  remember(keyOf(sessionId), counts)
}

export function forgetCounts(sessionId: number): void {
  remember(keyOf(sessionId), null)
}

/** The counts with what this device had counted before; what no longer fits the fulfilment is dropped. */
export function withKept(sessionId: number, counts: readonly Count[]): readonly Count[] {
  const kept = recall<readonly Count[] | null>(keyOf(sessionId), null)
  if (!Array.isArray(kept)) return counts
  return counts.map((count) => {
    const same = kept.find(
      (one) =>
        one.lineId === count.lineId &&
        one.place?.locationId === count.place?.locationId &&
        one.needed === count.needed &&
        one.sku === count.sku,
    )
    return same ? { ...count, counted: same.counted, reason: same.reason } : count
  })
}
