import * as decimal from '@framewright/contracts/core/decimal'
import type { Tx } from '../core/sql.ts'
import { consume, giveBack, lockReserved, type OpenReservation, promise } from '../stock/reserving.ts'

/** What goods wait for: an inspection, or what is decided of a non-conformance. */
export interface Holder {
  kind: 'inspection' | 'nonConformance'
  id: number
  itemId: number
  /** Where they lie; null: none are held. */
  locationId: number | null
}

/** Promises goods to their holder where they lie: nobody takes, sells, scraps or counts them away meanwhile. */
export async function hold(tx: Tx, holder: Holder, quantity: string): Promise<void> {
  const { kind, id: lineId, itemId, locationId } = holder
  if (locationId === null || !decimal.isPositive(quantity)) return
  await promise(tx, kind, [{ lineId, itemId, locationId, quantity }])
}

/** What a holder still holds, its balances locked. */
export const heldBy = (tx: Tx, { kind, id }: Holder): Promise<OpenReservation[]> => lockReserved(tx, kind, [id])

/** Lets so much go where it lies: it is free again. */
export async function letGo(tx: Tx, held: readonly OpenReservation[], id: number, quantity: string): Promise<void> {
  if (decimal.isPositive(quantity)) await giveBack(tx, held, [{ lineId: id, quantity }])
}

/** Uses so much up, for the movement that takes it away in the same transaction. */
export async function takeHeld(tx: Tx, held: readonly OpenReservation[], id: number, quantity: string): Promise<void> {
  await consume(tx, held, [{ lineId: id, quantity }])
}
