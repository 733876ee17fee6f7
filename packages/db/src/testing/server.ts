import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { identify, isAlive } from '../engine/process.ts'
import { startEngine } from '../engine.ts'
import { fingerprint, readMigrations } from '../migrate/folder.ts'
import { migrate } from '../migrate.ts'
import { repositoryRoot } from '../paths.ts'

/** A server that tests make their databases on. Plain data, so that it can be handed to worker processes. */
export interface TestServer {
  /** Connection string of a database to give orders from. */
  adminUrl: string
  /** Name of the migrated database that those of the tests are copies of. */
  template: string
  /** How it is copied: as files is fastest where nothing waits for the disk, by way of the log elsewhere. */
  strategy: 'FILE_COPY' | 'WAL_LOG'
}

/** A database of a test's own. */
export interface TestDatabase {
  url: string
  drop(): Promise<void>
}

const testPrefix = 'framewright_test_'
const templatePrefix = 'framewright_template_'

/** Any number that nothing else on the server uses as an advisory lock. */
const templateLock = 7_226_002

/**
 * Makes sure that there is a server with a migrated template on it: the server that `TEST_DATABASE_URL` names, else an
 * engine in the temporary folder, which all test runs of this checkout share while any of them lasts. It gives up safety
 * against a crash of the machine for speed.
 */
export async function startTestServer(): Promise<{ server: TestServer; stop(): Promise<void> }> {
  const given = process.env.TEST_DATABASE_URL
  const engine = given ? null : await startEngine({ home: await temporaryHome(), own: true, durable: false })
  try {
    const adminUrl = given ?? engine?.url ?? ''
    const template = await prepareTemplate(adminUrl)
    return {
      server: { adminUrl, template, strategy: (await waitsForDisk(adminUrl)) ? 'WAL_LOG' : 'FILE_COPY' },
      stop: async () => await engine?.stop(),
    }
  } catch (error) {
    await engine?.stop()
    throw error
  }
}

/** Makes a database without a table. */
export async function makeEmptyDatabase(server: TestServer): Promise<TestDatabase> {
  return await cloneDatabase({ ...server, template: 'template1', strategy: 'WAL_LOG' })
}

/** Makes a database for one test file, some tens of milliseconds' work. */
export async function cloneDatabase(server: TestServer): Promise<TestDatabase> {
  // The owner is part of the name, so that what a killed run leaves behind can be told and removed.
  const owner = (await identify(process.pid)).replace(/\W+/g, '_')
  const name = `${testPrefix}${owner}_${Math.random().toString(36).slice(2, 10)}`
  await order(server.adminUrl, `CREATE DATABASE ${name} TEMPLATE ${server.template} STRATEGY ${server.strategy}`)
  return {
    url: withDatabase(server.adminUrl, name),
    drop: async () => await order(server.adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  }
}

/** One folder for each checkout and account. What was written before the machine last started is not to be trusted. */
async function temporaryHome(): Promise<string> {
  const key = createHash('sha256').update(repositoryRoot).digest('hex').slice(0, 12)
  const home = join(tmpdir(), `framewright-test-${userInfo().uid}-${key}`)
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '')
  const mark = join(home, 'boot')
  if ((await readFile(mark, 'utf8').catch(() => '')) !== boot) {
    await rm(home, { recursive: true, force: true })
    await mkdir(home, { recursive: true })
    await writeFile(mark, boot)
  }
  await chmod(home, 0o755)
  return home
}

async function prepareTemplate(adminUrl: string): Promise<string> {
  const template = `${templatePrefix}${fingerprint(await readMigrations())}`
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [templateLock])
    await removeLeftovers(client)
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) await makeTemplate(client, adminUrl, template)
  } finally {
    await client.end()
  }
  return template
}

/** Under another name until it is whole, so that a template that exists is always a good one. */
async function makeTemplate(client: pg.Client, adminUrl: string, template: string): Promise<void> {
  const draft = `${template}_draft`
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${draft}`)
  await migrate(withDatabase(adminUrl, draft))
  // A template that anybody is connected to cannot be copied.
  await client.query(`ALTER DATABASE ${draft} ALLOW_CONNECTIONS false`)
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
}

/** Databases of processes that died before they could drop them. */
async function removeLeftovers(client: pg.Client): Promise<void> {
  if (process.env.TEST_DATABASE_URL) return
  const { rows } = await client.query<{ datname: string }>(
    'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
    [testPrefix],
  )
  for (const { datname } of rows) {
    const [pid = '', started = ''] = datname.slice(testPrefix.length).split('_')
    if (!(await isAlive(`${pid} ${started}`))) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`)
  }
}

async function waitsForDisk(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ fsync: string }>('SHOW fsync')
    return rows[0]?.fsync !== 'off'
  } finally {
    await client.end()
  }
}

async function order(adminUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}
