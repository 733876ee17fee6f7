import type { PrismaClient } from '@framewright/db/client'

/** Rows one statement deletes, so that none holds many locks for long. */
const batch = 5_000

/**
 * Deletes the idempotency keys of two weeks ago: a device sends what was pressed on it without a network for a week at most, and
 * may have to send it again. Rows that another process deletes at the moment are left to it.
 *
 * @returns how many were deleted.
 */
export async function pruneIdempotencyKeys(prisma: PrismaClient): Promise<number> {
  let deleted = 0
  for (;;) {
    const now = await prisma.$executeRaw`
      DELETE FROM idempotency_key WHERE (actor_id, key) IN (
        SELECT actor_id, key FROM idempotency_key WHERE created_at < now() - interval '14 days'
        LIMIT ${batch} FOR UPDATE SKIP LOCKED)`
    deleted += now
    if (now < batch) return deleted
  }
}
