import type { PrismaClient, ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'

/** The channel on which a sequencer says how far it got. */
export const channel = 'framewright_event'

/** Names our lock among the advisory locks of the database. */
const lockKey = 7_226_010

/**
 * One statement, hence one transaction, whichever way it ends: a process that dies in it has given no positions. The base
 * is read after the lock, by a statement of its own and so with a snapshot of its own: it sees what the holder before
 * has committed. Whoever does not get the lock leaves the work to the one who has it.
 */
const statement = `
DO $$
DECLARE
  base bigint;
  given bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM event WHERE position IS NULL) THEN RETURN; END IF;
  IF NOT pg_try_advisory_xact_lock(${lockKey}) THEN RETURN; END IF;
  SELECT coalesce(max(position), 0) INTO base FROM event;
  UPDATE event SET position = base + waiting.place
  FROM (
    SELECT id, row_number() OVER (ORDER BY id) AS place FROM event WHERE position IS NULL ORDER BY id LIMIT 5000
  ) waiting
  WHERE event.id = waiting.id;
  GET DIAGNOSTICS given = ROW_COUNT;
  IF given > 0 THEN PERFORM pg_notify('${channel}', (base + given)::text); END IF;
END $$`

/**
 * Gives committed events their positions, in the order of commits: an event that commits later than another is not seen
 * until later, and gets a higher position, whatever its id. Positions have no gaps.
 */
export async function sequence(prisma: PrismaClient): Promise<void> {
  await prisma.$executeRawUnsafe(statement)
}

/** Whether committed events wait for their positions; then another process was at it, or there are very many. */
export async function isWaiting(read: ReadDb): Promise<boolean> {
  const { rows } = await sql<{ waiting: boolean }>`
    SELECT EXISTS (SELECT FROM event WHERE position IS NULL) AS waiting`.execute(read)
  return rows[0]?.waiting ?? false
}
