import { needOf } from '@framewright/contracts/bom/bom.need'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Tx } from '../core/sql.ts'
import { giveBack, openReservations } from '../stock/reserving.ts'
import { type LockedProductionOrder, materialLines } from './production-order.rows.ts'
import { doneAt, lostBefore, type OrderStage } from './production-order.stages.ts'

/**
 * What was lost on the way to a stage takes none of its materials: they are wanted for the others only, and what is reserved
 * beyond is free for somebody else. The caller holds the order and all balances of its materials.
 */
export async function fitNeeds(tx: Tx, order: LockedProductionOrder, stages: readonly OrderStage[]): Promise<void> {
  const short = stages.filter(({ stage }) => decimal.isPositive(lostBefore(stages, stage))).map(({ stage }) => stage)
  if (short.length === 0) return
  const fitted = (await materialLines(tx, order.id)).flatMap((line) => {
    if (line.stage === null || !short.includes(line.stage)) return []
    const come = decimal.subtract(order.planned, lostBefore(stages, line.stage))
    const done = doneAt(stages, line.stage)
    const needed = needOf(line, decimal.compare(come, done) > 0 ? come : done)
    return decimal.compare(needed, line.needed) < 0 ? [{ ...line, needed }] : []
  })
  if (fitted.length === 0) return
  await tx.$executeRaw`
    UPDATE production_order_line AS line SET needed = fit.needed
    FROM unnest(${fitted.map((line) => line.id)}::int[], ${fitted.map((line) => line.needed)}::numeric[]) AS fit (id, needed)
    WHERE line.id = fit.id`
  const reserved = await openReservations(
    tx,
    'production',
    fitted.map((line) => line.id),
  )
  const beyond = fitted.flatMap((line) => {
    const held = decimal.sum(reserved.filter((one) => one.lineId === line.id).map((one) => one.open))
    const wanted = decimal.subtract(line.needed, line.consumed)
    const over = decimal.subtract(held, decimal.isPositive(wanted) ? wanted : '0')
    return decimal.isPositive(over) ? [{ lineId: line.id, quantity: over }] : []
  })
  await giveBack(tx, reserved, beyond)
}
