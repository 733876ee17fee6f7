import * as decimal from '@framewright/contracts/core/decimal'
import type { Tx } from '../core/sql.ts'
import { systemLocations } from '../stock/ledger.ts'
import { consume, type LinePart, lockReserved, promise, release } from '../stock/reserving.ts'
import type { FulfilmentLineRow } from './fulfilment.rows.ts'

/** So much of a fulfilment's line as was picked; a service has nothing to stage. */
export type StagedLine = Pick<FulfilmentLineRow, 'id' | 'itemId' | 'stocked' | 'picked'>

const idsOf = (lines: readonly StagedLine[]) => lines.filter((line) => line.stocked).map((line) => line.id)

/** Promises what was picked to its fulfilment where it is staged: nobody transfers, scraps or counts it away from there. */
export async function stage(tx: Tx, lines: readonly StagedLine[]): Promise<void> {
  const { STAGING: locationId } = await systemLocations(tx)
  const parts = lines
    .filter((line) => line.stocked && decimal.isPositive(line.picked))
    .map((line): LinePart => ({ lineId: line.id, itemId: line.itemId, locationId, quantity: line.picked }))
  await promise(tx, 'fulfilment', parts)
}

/** Uses what is staged up, for the movements that take it out of the house. */
export async function unstageToSend(tx: Tx, lines: readonly StagedLine[]): Promise<void> {
  const reserved = await lockReserved(tx, 'fulfilment', idsOf(lines))
  await consume(
    tx,
    reserved,
    lines.filter((line) => line.stocked).map((line) => ({ lineId: line.id, quantity: line.picked })),
  )
}

/** Sets what is staged free, for the movements that take it back to the shelf. */
export async function unstage(tx: Tx, lines: readonly StagedLine[]): Promise<void> {
  await release(tx, 'fulfilment', idsOf(lines))
}
