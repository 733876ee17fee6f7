import type { Call } from '@framewright/contracts/core/context'
import { stepFor } from '@framewright/contracts/core/lifecycle'
import { invalid } from '@framewright/contracts/errors'
import type { OutputInput } from '@framewright/contracts/production-order/output.schema'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { Tx } from '../core/sql.ts'
import { requirePiecesOf } from '../stock/stocked-item.ts'
import type { Work } from './production-order.output.ts'
import { type LockedProductionOrder, requirePerson } from './production-order.rows.ts'

/** Clocks of tablets differ a little from the server's. */
const clockSkewMs = 60_000

/**
 * What somebody says was made of an order, beside its tasks.
 * @throws DomainError FORBIDDEN, WRONG_STATE, INVALID_INPUT.
 */
export async function outputWork(
  tx: Tx,
  call: Call,
  order: LockedProductionOrder,
  input: OutputInput,
  now: Date,
): Promise<Work> {
  stepFor(productionOrderLifecycle, 'output', order, call.caller)
  const operatorId = input.operatorId ?? call.caller.userId
  if (operatorId !== call.caller.userId) await requirePerson(tx, 'operatorId', operatorId)
  const { stage = null, quantity: good, scrap: scrapped, reason } = input
  const { itemId, planned: of } = order
  await requirePiecesOf(tx, [
    { itemId, quantity: good, path: 'quantity', of },
    { itemId, quantity: scrapped, path: 'scrap', of },
  ])
  return { stage, good, scrapped, reason, operatorId, machineId: input.machineId, ...times(input, now) }
}

function times({ from, to }: OutputInput, now: Date): { startedAt: Date | null; endedAt: Date } {
  const startedAt = from === undefined ? null : new Date(from)
  const endedAt = to === undefined ? now : new Date(to)
  const latest = now.getTime() + clockSkewMs
  if (endedAt.getTime() > latest) throw invalid('to', 'lies in the future')
  if (startedAt !== null && startedAt > endedAt) throw invalid('from', 'lies in the future')
  return { startedAt, endedAt }
}
