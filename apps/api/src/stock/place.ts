import { invalid, ruleViolated } from '@framewright/contracts/errors'
import type { LocationUsage } from '@framewright/contracts/stock/stock.schema'
import type { z } from 'zod'
import { build, run, type Tx } from '../core/sql.ts'

/** A real place as a stock command names it. */
export interface Place {
  id: number
  code: string
  name: string
  usage: z.infer<typeof LocationUsage>
}

/** Where people put things themselves; WIP fills and empties by work alone. */
const handled: readonly Place['usage'][] = ['STORAGE', 'QUARANTINE', 'STAGING']

/**
 * An active place where stock is ours. It stays active until the transaction ends: whoever deactivates it waits, and
 * whoever waited for that sees it here.
 * @param path what the request calls it, for the error.
 * @throws DomainError INVALID_INPUT when there is none, RULE_VIOLATED for a virtual or an inactive one.
 */
export async function requirePlace(tx: Tx, id: number, path: string): Promise<Place> {
  const [row] = await run(
    tx,
    build
      .selectFrom('location')
      .select(['id', 'code', 'name', 'usage', 'active', 'allow_negative'])
      .where('id', '=', id)
      .forKeyShare(),
  )
  if (row === undefined) throw invalid(path, `There is no location ${id}`)
  const { active, allow_negative: isVirtual, ...place } = row
  if (isVirtual || !active) {
    const why = isVirtual ? 'holds no stock of ours' : 'is inactive'
    throw ruleViolated('stock.place', `${place.name} ${why}. Name an active place that does.`, {
      path,
      locationId: id,
      usage: place.usage,
      active,
    })
  }
  return place
}

/** @throws DomainError RULE_VIOLATED for a place that only work moves stock to and from. */
export function requireHandled(place: Place, path: string): void {
  if (handled.includes(place.usage)) return
  throw ruleViolated(
    'stock.place',
    `What lies at ${place.name} is in work: finish or correct the work instead of transferring it.`,
    { path, locationId: place.id, usage: place.usage },
  )
}
