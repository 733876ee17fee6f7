import pg from 'pg'

export const lastBackupKey = 'lastBackup'

/** Notes in the database that it was backed up, for the page that shows it. A database that cannot be written to is not. */
export async function noteBackup(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(
      `INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
      [lastBackupKey, JSON.stringify({ at: new Date().toISOString() })],
    )
  } catch {
    // The backup is whole all the same.
  } finally {
    await client.end().catch(() => {})
  }
}
