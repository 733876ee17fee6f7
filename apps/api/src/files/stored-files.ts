import { createHash } from 'node:crypto'
import type { PrismaClient } from '@framewright/db/client'
import type { Tx } from '../core/sql.ts'
import type { FileStore } from './file-store.ts'

/** How long a content that nothing refers to is kept: for whoever is about to. */
const keptMs = 24 * 3_600_000
/** Contents one run of pruning looks at. */
const batch = 500

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * Makes sure a content lies in the store, within the transaction that refers to it. Its row is held until then, so that
 * pruning comes before or after, never between.
 */
export async function keepFile(
  tx: Tx,
  store: FileStore,
  file: { sha256: string; bytes: Uint8Array; type: string; now: Date },
): Promise<void> {
  const { sha256, bytes, type, now } = file
  await tx.$executeRaw`
    INSERT INTO stored_file AS f (sha256, size, type, touched_at) VALUES (${sha256}, ${bytes.length}, ${type}, ${now})
    ON CONFLICT (sha256) DO UPDATE SET touched_at = greatest(f.touched_at, excluded.touched_at)`
  if (!(await store.has(sha256))) await store.put(sha256, bytes)
}

/**
 * Removes contents that nothing has referred to for a day. Each in a transaction of its own that holds its row while the
 * bytes go. Of several processes each takes others.
 * @returns how many went.
 */
export async function pruneFiles(prisma: PrismaClient, store: FileStore, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptMs)
  const orphans = await prisma.$queryRaw<{ sha256: string }[]>`
    SELECT f.sha256 FROM stored_file f WHERE f.touched_at < ${before}
      AND NOT EXISTS (SELECT FROM attachment a WHERE a.sha256 = f.sha256)
      AND NOT EXISTS (SELECT FROM app_user u WHERE u.avatar = f.sha256)
    ORDER BY f.touched_at LIMIT ${batch}`
  let removed = 0
  for (const { sha256 } of orphans) {
    await prisma.$transaction(
      async (tx) => {
        const [held] = await tx.$queryRaw<unknown[]>`
          SELECT 1 FROM stored_file WHERE sha256 = ${sha256} AND touched_at < ${before} FOR UPDATE SKIP LOCKED`
        if (held === undefined) return
        // Asked again under the lock, in a statement that sees what has been committed since.
        const gone = await tx.$executeRaw`
          DELETE FROM stored_file f WHERE f.sha256 = ${sha256}
            AND NOT EXISTS (SELECT FROM attachment a WHERE a.sha256 = f.sha256)
            AND NOT EXISTS (SELECT FROM app_user u WHERE u.avatar = f.sha256)`
        if (gone === 0) return
        await store.remove(sha256)
        removed++
      },
      { timeout: 30_000 },
    )
  }
  return removed
}
