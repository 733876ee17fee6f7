import type { Caller } from '@framewright/contracts/core/context'
import { DomainError, notFound } from '@framewright/contracts/errors'
import type { StockCountSummary } from '@framewright/contracts/stock-count/stock-count.schema'
import type { z } from 'zod'
import { build, run, type Tx } from '../core/sql.ts'

type Summary = z.infer<typeof StockCountSummary>
type Status = Summary['status']
type Action = Summary['allowedActions'][number]

/** What this caller may do to a count in this state. */
export function countActions(status: Status, caller: Pick<Caller, 'permissions'>): Action[] {
  return status === 'OPEN' && caller.permissions.has('stock.write') ? ['post', 'cancel'] : []
}

/** A stock count as a command sees it, locked. */
export interface LockedCount {
  id: number
  number: string
  locationId: number
}

/**
 * Holds an open count until the transaction ends.
 * @throws DomainError NOT_FOUND, or WRONG_STATE when it is posted or cancelled.
 */
export async function lockOpenCount(tx: Tx, caller: Caller, id: number, action: string): Promise<LockedCount> {
  const [row] = await run(
    tx,
    build
      .selectFrom('stock_count')
      .select(['id', 'number', 'location_id as locationId', 'status'])
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  if (row === undefined) throw notFound('stock count', id)
  const { status, ...count } = row
  if (status === 'OPEN') return count
  throw new DomainError(
    'WRONG_STATE',
    `${count.number} is ${status.toLowerCase()}: nothing can be done to it now. Begin another count.`,
    { entity: 'stockCount', id, status, action, allowed: countActions(status, caller) },
  )
}
