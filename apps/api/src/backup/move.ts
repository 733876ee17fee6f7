import { setTimeout as sleep } from 'node:timers/promises'
import type { TableProgress } from './progress.ts'
import { type Restored, restoreBackup } from './restore-backup.ts'
import { withSession } from './session.ts'
import { writeBackup } from './write-backup.ts'

/**
 * Copies everything from one database to another, empty one, and checks it there. Nobody may use the old one meanwhile:
 * what they wrote would be left behind.
 *
 * @throws Error with a sentence where somebody uses the old one, or the new one is not empty.
 */
export async function moveDatabase(from: string, to: string, progress: TableProgress): Promise<Restored> {
  await requireUnused(from)
  const source = await withSession(from, identity)
  const target = await withSession(to, identity)
  if (source === target) throw new Error('Both are the same database.')
  return restoreBackup(to, writeBackup(from, { freeze: true, progress }))
}

/** A connection that was just closed is seen for a moment longer. */
const looks = 10
const betweenLooksMs = 200

async function requireUnused(url: string): Promise<void> {
  await withSession(url, async (client) => {
    for (let look = 1; ; look++) {
      const { rows } = await client.query<{ name: string; connections: number }>(`
        SELECT coalesce(nullif(application_name, ''), 'unnamed') AS name, count(*)::int AS connections
        FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
        GROUP BY 1 ORDER BY 2 DESC`)
      if (rows.length === 0) return
      const who = rows.map(({ name, connections }) => `${name} (${connections})`).join(', ')
      if (look === looks)
        throw new Error(
          `The database is in use: ${who}. Stop every server first, so that nothing is written after the copy.`,
        )
      await sleep(betweenLooksMs)
    }
  })
}

/** Tells one database from another, whatever name it is reached by. */
async function identity(client: { query: (text: string) => Promise<{ rows: unknown[] }> }): Promise<string> {
  const { rows } = await client.query(`
    SELECT oid::text || ' ' || (SELECT pg_postmaster_start_time())::text || ' ' || coalesce(inet_server_port()::text, '') AS id
    FROM pg_database WHERE datname = current_database()`)
  return (rows[0] as { id: string } | undefined)?.id ?? ''
}
