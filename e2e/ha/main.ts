import { cpus, loadavg, totalmem } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Command } from '../faults/load.ts'
import { stockShop } from '../faults/shop.ts'
import { type Outcome, type Scene, trial } from '../faults/trial.ts'
import { cliAt } from '../support/processes.ts'
import { newPerson, type Rest, restAs } from '../support/rest.ts'
import { admin, freePort, startServer, temporaryHome } from '../support/server.ts'
import { type HaCluster, openCluster } from './cluster.ts'
import { startReaders } from './readers.ts'

/** Started by ops/ha/run: kills the primary under load and says what became of it. */
const clients = 8
const calmMs = 8_000
const closers: (() => unknown)[] = []
const began = Date.now()

try {
  process.exitCode = (await run()) ? 0 : 1
} finally {
  for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer()
}

async function run(): Promise<boolean> {
  say('Starting etcd and three PostgreSQL nodes under Patroni')
  const cluster = await openCluster()
  closers.push(() => cluster.close())
  const apiPorts = [await freePort(), await freePort()]
  cluster.startProxy(apiPorts)
  const database = await connectTo(cluster.primaryUrl)
  await database.query('CREATE DATABASE framewright')
  await database.end()

  say('Starting two API processes behind HAProxy')
  const inDatabase = (url: string) => url.replace(/\/postgres$/, '/framewright')
  const primaryUrl = inDatabase(cluster.primaryUrl)
  const replicaUrls = cluster.nodeUrls.map(inDatabase)
  const place = temporaryHome()
  closers.push(place.remove)
  const env = { DATABASE_REPLICA_URLS: replicaUrls.join(','), FRAMEWRIGHT_TRUST_PROXY: '1' }
  for (const port of apiPorts) {
    const server = await startServer({ home: place.home, port, databaseUrl: primaryUrl, env })
    closers.push(() => server.kill())
  }
  const web = `http://127.0.0.1:${cluster.webPort}`
  const rest = await signIn(web)
  const readers = await openReaders(web, rest)
  const scene = await openScene(web, rest, primaryUrl)
  closers.push(() => scene.database.end().catch(() => {}))

  const before = await scansOnReplicas(replicaUrls)
  let onReplicas = 0
  let rejoined: Promise<number> = Promise.resolve(0)
  const outcome = await trial(
    scene,
    {
      name: 'kill-primary',
      what: '',
      async run() {
        const leader = await cluster.leader()
        onReplicas = (await scansOnReplicas(replicaUrls)) - before
        say(`kill -9 of the primary (node ${leader}, PostgreSQL and Patroni)`)
        const endedAt = Date.now()
        await cluster.kill(leader)
        rejoined = rejoin(cluster, leader)
        return { endedAt }
      },
    },
    { clients, calmMs, recoveryLimitSeconds: 40 },
  )
  const reads = await readers.end()
  const check = await cliAt(primaryUrl, ['check'])
  const backAfter = await rejoined
  const pass = outcome.pass && check.code === 0 && reads.stale === 0
  if (check.code !== 0) console.log(check.output)
  report(outcome, { ...reads, onReplicas, backAfter, invariants: check.code === 0, pass })
  return pass
}

/** The old primary comes back a little later, as after a reboot, and has to follow the new one. */
async function rejoin(cluster: HaCluster, name: string): Promise<number> {
  await sleep(35_000)
  const at = Date.now()
  cluster.start(name)
  await cluster.whole()
  return (Date.now() - at) / 1_000
}

async function signIn(web: string): Promise<Rest> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await restAs(web)
    } catch (error) {
      if (attempt > 50) throw error
      await sleep(200)
    }
  }
}

async function openReaders(web: string, rest: Rest) {
  const reader = await newPerson(rest, 'MANAGER', 'reader')
  const writer = await newPerson(rest, 'MANAGER', 'writer')
  return startReaders(await restAs(web, reader), await restAs(web, writer))
}

async function openScene(web: string, rest: Rest, primaryUrl: string): Promise<Scene> {
  const { body } = await rest<{ accessToken: string }>('POST', '/auth/login', admin)
  let database = await connectTo(primaryUrl)
  return {
    urls: [web],
    processes: [rest],
    token: body.accessToken,
    stock: await stockShop(rest, clients),
    get database() {
      return database
    },
    async reconnect() {
      await database.end().catch(() => {})
      database = await connectTo(primaryUrl)
    },
  }
}

async function connectTo(url: string, toPrimary = true): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
    client.on('error', () => {})
    try {
      await client.connect()
      // HAProxy takes every node for the primary until it has asked them.
      const { rows } = await client.query<{ replica: boolean }>('SELECT pg_is_in_recovery() AS replica')
      if (!toPrimary || rows[0]?.replica === false) return client
      await client.end()
    } catch (error) {
      if (attempt > 300) throw error
    }
    if (attempt > 300) throw new Error('There is no primary')
    await sleep(200)
  }
}

/** How often the pages' tables have been looked through on the replicas so far, which nothing but queries does there. */
async function scansOnReplicas(urls: readonly string[]): Promise<number> {
  let replicas = 0
  for (const url of urls) {
    const client = await connectTo(url, false)
    const { rows } = await client.query<{ replica: boolean; count: number }>(
      `SELECT pg_is_in_recovery() AS replica, sum(seq_scan + coalesce(idx_scan, 0))::float8 AS count
       FROM pg_stat_user_tables WHERE relname IN ('item', 'sales_order', 'purchase_order', 'supplier')`,
    )
    await client.end()
    if (rows[0]?.replica) replicas += rows[0].count
  }
  return replicas
}

interface Reads {
  answered: number
  failed: number
  written: number
  stale: number
  onReplicas: number
  backAfter: number
  invariants: boolean
  pass: boolean
}

function report(outcome: Outcome, reads: Reads): void {
  const refused = [...outcome.refused].map(([code, times]) => `${code} × ${times}`).join(', ')
  const unfinished: Command[] = outcome.wrong
  for (const command of unfinished.slice(0, 3)) console.log(`WRONG ${JSON.stringify(command)}`)
  const rows: [string, string | number][] = [
    ['service returned by itself after', `${outcome.recoverySeconds.toFixed(1)} s`],
    ['commands sent', outcome.sent],
    ['acknowledged', outcome.acknowledged],
    ['refused on the way', refused || 'none'],
    ['acknowledged and found', outcome.found],
    ['acknowledged and lost', outcome.lost],
    ['done twice or by half', outcome.doubled + outcome.half],
    ['answered otherwise when repeated', outcome.otherwise],
    [
      'stream positions missing or repeated',
      `${outcome.streamMissing + outcome.streamRepeated} (${outcome.subscribers} streams, came back ${outcome.resumed} times)`,
    ],
    ['pages read', `${reads.answered}, ${reads.failed} refused meanwhile`],
    ['scans by queries on replicas before the kill', reads.onReplicas],
    ['own writes read back at once, not found', `${reads.stale} of ${reads.written}`],
    ['invariants', reads.invariants ? 'hold' : 'DO NOT HOLD'],
    ['old primary follows the new one after', `${reads.backAfter.toFixed(1)} s`],
    ['', reads.pass ? 'PASS' : 'FAIL'],
  ]
  console.log()
  for (const [what, value] of rows) console.log(`${what.padEnd(44)} ${value}`)
  const memory = Math.round(totalmem() / 2 ** 30)
  console.log(
    `\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${memory} GiB, load ${loadavg()[0]?.toFixed(1)}; ` +
      `PostgreSQL 15, synchronous_mode; ${clients} clients; ${Math.round((Date.now() - began) / 1000)} s`,
  )
}

function say(line: string): void {
  console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(4)} s  ${line}`)
}
