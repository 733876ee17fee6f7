import type { PrismaClient } from '@framewright/db/client'
import { sequence } from '../event/sequencer.ts'

/**
 * Comes back when every committed event has its position. One `sequence` does not say that: where the shop's own feed
 * is at it, it leaves the work to it, and that may commit later.
 * @returns the last position.
 */
export async function numbered(prisma: PrismaClient): Promise<number> {
  do await sequence(prisma)
  while ((await prisma.event.count({ where: { position: null } })) > 0)
  const { _max } = await prisma.event.aggregate({ _max: { position: true } })
  return Number(_max.position ?? 0)
}
