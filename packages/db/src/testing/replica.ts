import { appendFile, chown, cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import pg from 'pg'
import { findBinaries } from '../engine/binaries.ts'
import { type Cluster, launch, shutDown } from '../engine/cluster.ts'
import { systemFolder } from '../engine/place.ts'
import { freePort } from '../engine/port.ts'
import { engineUser, type SystemUser } from '../engine/user.ts'

/** A streaming replica of an engine, for tests. */
export interface TestReplica {
  /** Of the same database as the primary's. */
  url: string
  /** Ends it as a power cut would. */
  kill(): void
  /** Starts it again, on the same port. */
  start(): Promise<void>
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** Files of a running server that are its own; the folders are needed, empty. */
const ownFiles = new Set(['postmaster.pid', 'postmaster.opts', 'postgresql.auto.conf'])
const ownFolders = new Set(['pg_replslot', 'pg_stat_tmp', 'pg_dynshmem', 'pg_notify', 'pg_subtrans'])

/**
 * Makes a replica of a running engine, the way a file-level backup is restored, since the embedded PostgreSQL brings no
 * `pg_basebackup`.
 */
export async function startReplica(primaryUrl: string): Promise<TestReplica> {
  const user = await engineUser()
  const home = await mkdtemp(join(tmpdir(), 'framewright-replica-'))
  const instance = join(home, 'postgres')
  const target = join(instance, 'data', 'cluster')
  const cluster: Cluster = {
    instance,
    binaries: await findBinaries(user, user ? systemFolder : join(home, 'engine')),
    user,
    durable: false,
  }
  await mkdir(join(instance, 'data'), { recursive: true, mode: 0o700 })
  await copyData(primaryUrl, target)
  for (const folder of user ? [home] : []) await give(folder, user as SystemUser)

  const port = await freePort()
  let server = await launch(cluster, port)
  const url = new URL(primaryUrl)
  url.port = String(port)
  return {
    url: url.href,
    kill: () => process.kill(server.pid, 'SIGKILL'),
    start: async () => {
      server = await launch(cluster, port)
    },
    remove: async () => {
      await shutDown(cluster)
      await rm(home, { recursive: true, force: true })
    },
  }
}

async function copyData(primaryUrl: string, target: string): Promise<void> {
  const client = new pg.Client({ connectionString: primaryUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory')
    const source = rows[0]?.data_directory ?? ''
    await client.query("SELECT pg_backup_start('replica', true)")
    await cp(source, target, {
      recursive: true,
      filter: (path) => !ownFiles.has(basename(path)) && !ownFolders.has(basename(join(path, '..'))),
    })
    const stopped = await client.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)')
    await writeFile(join(target, 'backup_label'), stopped.rows[0]?.labelfile ?? '')
    await writeFile(join(target, 'standby.signal'), '')
    const { hostname, port, username, password } = new URL(primaryUrl)
    const conninfo = `host=${hostname} port=${port} user=${username} password=${decodeURIComponent(password)}`
    await appendFile(join(target, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\n`)
  } finally {
    await client.end()
  }
}

async function give(path: string, user: SystemUser): Promise<void> {
  await chown(path, user.uid, user.gid)
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) await give(inner, user)
    else await chown(inner, user.uid, user.gid)
  }
}
