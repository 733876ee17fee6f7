import type { Deps } from './deps.ts'

/**
 * Asks the database; rejects when it does not answer. `behind`: it lacks migrations that this program needs, as when an
 * older copy was put in its place.
 */
export type CheckDatabase = () => Promise<'up' | 'behind'>

/** Asks the database whether it answers and holds the tables this program needs; newer ones are no reason to stop. */
export function databaseCheck(pool: Pick<Deps['readPool'], 'query'>, migrations: readonly string[]): CheckDatabase {
  return async () => {
    const { rows } = await pool.query<{ n: number }>(
      `SELECT count(DISTINCT migration_name)::int AS n FROM _prisma_migrations
      WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL AND migration_name = ANY($1)`,
      [migrations],
    )
    return rows[0]?.n === migrations.length ? 'up' : 'behind'
  }
}
