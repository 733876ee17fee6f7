import type { Call } from '@framewright/contracts/core/context'
import type { DecideInput } from '@framewright/contracts/non-conformance/non-conformance.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import type { Holder } from '../inspection/holding.ts'
import type { LockedNonConformance } from './non-conformance.rows.ts'

/** What every disposition works on: the non-conformance under its lock, and who decides. */
export interface Deciding {
  tx: Tx
  emit: Emit
  call: Call
  ncr: LockedNonConformance
  input: DecideInput
  /** The shop's day, for what is numbered by it. */
  today: string
  now: Date
}

/** What came of it, to be kept with it. */
export interface Outcome {
  cost?: string
  workOrderId?: number
  productionOrderId?: number
  /** For the history. */
  payload?: Record<string, string>
}

/** The non-conformance as who holds its goods. */
export const holderOf = ({ id, itemId, locationId, source }: LockedNonConformance): Holder => ({
  kind: 'nonConformance',
  id,
  itemId,
  locationId,
  source,
})
