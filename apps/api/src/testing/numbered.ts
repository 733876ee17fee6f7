import type { Deps } from '../core/deps.ts'
import { isWaiting, sequence } from '../event/sequencer.ts'
import { lastPosition } from '../event/stored.ts'

/**
 * Comes back when every committed event has its position. One `sequence` does not say that: where the shop's own feed
 * is at it, it leaves the work to it, and that may commit later.
 * @returns the last position.
 */
export async function numbered({ prisma, primary }: Pick<Deps, 'prisma' | 'primary'>): Promise<number> {
  do await sequence(prisma)
  while (await isWaiting(primary))
  return lastPosition(primary)
}
