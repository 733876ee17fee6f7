import * as decimal from '@framewright/contracts/core/decimal'
import type { Tx } from '../core/sql.ts'
import { keepHalfMade, lendHalfMade, makerOf } from '../production-order/production-order.half-made.ts'
import { consume, giveBack, lockReserved, type OpenReservation, promise } from '../stock/reserving.ts'

/** What goods wait for: an inspection, or what is decided of a non-conformance. */
export interface Holder {
  kind: 'inspection' | 'nonConformance'
  id: number
  itemId: number
  /** Where they lie; null: none are held. */
  locationId: number | null
  /** The document they are of, held where it is a production order: what lies half-made for it is lent, and comes back. */
  source: { type: string; id: number } | null
}

/** Promises goods to their holder where they lie: nobody takes, sells, scraps or counts them away meanwhile. */
export async function hold(tx: Tx, holder: Holder, quantity: string): Promise<void> {
  const { kind, id: lineId, itemId, locationId } = holder
  if (locationId === null || !decimal.isPositive(quantity)) return
  const maker = await makerOf(tx, holder)
  if (maker !== null) await lendHalfMade(tx, maker, quantity)
  await promise(tx, kind, [{ lineId, itemId, locationId, quantity }])
}

/** What a holder still holds, its balances locked. */
export const heldBy = (tx: Tx, { kind, id }: Holder): Promise<OpenReservation[]> => lockReserved(tx, kind, [id])

/** Lets so much go where it lies: it is free again, or its order's that goes on with it. */
export async function letGo(tx: Tx, held: readonly OpenReservation[], holder: Holder, quantity: string): Promise<void> {
  if (!decimal.isPositive(quantity)) return
  await giveBack(tx, held, [{ lineId: holder.id, quantity }])
  const maker = await makerOf(tx, holder)
  if (maker !== null && holder.locationId !== null) await keepHalfMade(tx, maker, holder.locationId, quantity)
}

/** Uses so much up, for the movement that takes it away in the same transaction. */
export async function takeHeld(tx: Tx, held: readonly OpenReservation[], id: number, quantity: string): Promise<void> {
  await consume(tx, held, [{ lineId: id, quantity }])
}
