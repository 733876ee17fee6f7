import type { Deps } from '../core/deps.ts'
import { releaseIfThere } from './creating.ts'
import { lockFulfilment } from './fulfilment.rows.ts'

/** Fulfilments one round looks at. */
const most = 200

/**
 * Releases what waits in CREATED for stock and has all of it now, the oldest first. Stock comes in many ways; looking is
 * cheap while few wait, and each is a transaction of its own, so that one that is short keeps no other back.
 * @returns how many were released.
 */
export async function releaseWaiting({ prisma, commands, clock }: Pick<Deps, 'prisma' | 'commands' | 'clock'>) {
  // Worth trying: no item of it is short by itself. Under its lock each is looked at again.
  const waiting = await prisma.$queryRaw<{ id: number }[]>`
    SELECT f.id FROM fulfilment f
    WHERE f.status = 'CREATED' AND NOT EXISTS (
      SELECT FROM fulfilment_line l JOIN item i ON i.id = l.item_id AND i.kind <> 'SERVICE'
      WHERE l.fulfilment_id = f.id AND l.quantity > (
        SELECT coalesce(sum(b.on_hand - b.reserved), 0) FROM stock_balance b
        WHERE b.item_id = l.item_id AND b.usage = 'STORAGE'))
    ORDER BY f.id LIMIT ${most}`
  let released = 0
  for (const { id } of waiting) {
    const call = { caller: null, requestId: 'jobs', procedure: 'fulfilment.releaseWaiting' }
    const done = await commands.run(
      call,
      { id },
      async (tx, emit) => {
        const fulfilment = await lockFulfilment(tx, null, id)
        return fulfilment.status === 'CREATED' && releaseIfThere(tx, emit, fulfilment, clock.now())
      },
      async (is) => is,
    )
    if (done) released++
  }
  return released
}
