import pg from 'pg'

/**
 * Rows must read the same wherever they are written and read back: dates, numbers and bytes in their one exact form, and a
 * scan from a table's beginning. A whole table may take longer than any statement of a request.
 */
const settings = [
  "SET client_encoding = 'UTF8'",
  "SET datestyle = 'ISO, YMD'",
  "SET intervalstyle = 'postgres'",
  "SET timezone = 'UTC'",
  "SET bytea_output = 'hex'",
  'SET extra_float_digits = 3',
  'SET synchronize_seqscans = off',
  'SET statement_timeout = 0',
  'SET idle_in_transaction_session_timeout = 0',
].join(';')

/** Opens one connection for a backup or a restore, works on it and closes it. */
export async function withSession<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await openSession(url)
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** One connection for a backup or a restore; the caller ends it. */
export async function openSession(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'framewright backup' })
  // Losing the connection fails the query under way; without a listener it would also end the process.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(settings)
    return client
  } catch (error) {
    await client.end().catch(() => {})
    throw error
  }
}
