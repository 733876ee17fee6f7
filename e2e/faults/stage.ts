import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Engine, startEngine } from '@framewright/db/engine'
import pg from 'pg'
import { childrenOf, killNow } from '../support/processes.ts'
import { type Rest, restWith } from '../support/rest.ts'
import { admin, freePort, type RunningServer, startServer, temporaryHome } from '../support/server.ts'
import { type Network, openNetwork } from './network.ts'
import { type Stock, stockShop } from './shop.ts'

/** Where the faults happen: two API processes, a network that can fail, one database. */
export interface Stage {
  home: string
  network: Network
  /** Past the network, for looking and for locking. */
  database: pg.Client
  /** REST as the administrator, at each process. */
  processes: Rest[]
  urls: string[]
  token: string
  stock: Stock
  poolSize: number
  pidOf(process: number): number
  stop(process: number): Promise<void>
  kill(process: number): Promise<void>
  /** Starts it again, where it was. */
  start(process: number, options?: { skewMs?: number }): Promise<void>
  postmaster(): Promise<number>
  killDatabase(): Promise<void>
  /** Makes `database` anew, when the database is back. */
  reconnect(): Promise<void>
  /** Answers of 500 and the like that the processes have logged. */
  unexpected(): string[]
  close(): Promise<void>
}

const poolSize = 10

export async function openStage(clients: number): Promise<Stage> {
  const place = temporaryHome()
  const closers: (() => unknown)[] = [place.remove]
  const close = async () => {
    for (let closer = closers.pop(); closer !== undefined; closer = closers.pop()) await closer()
  }
  try {
    // Durable, as in production; held by us, so that it comes back as under a service manager.
    const engine = await startEngine({ home: place.home, own: true })
    closers.push(() => engine.stop())
    const network = await openNetwork(Number(new URL(engine.url).port))
    closers.push(() => network.close())
    return await withServers(place.home, engine, network, clients, closers, close)
  } catch (error) {
    await close()
    throw error
  }
}

async function withServers(
  home: string,
  engine: Engine,
  network: Network,
  clients: number,
  closers: (() => unknown)[],
  close: () => Promise<void>,
): Promise<Stage> {
  const databaseUrl = new URL(engine.url)
  databaseUrl.port = String(network.port)
  const ports = [await freePort(), await freePort()]
  const servers: (RunningServer | undefined)[] = []
  const printed: string[] = []
  closers.push(() => Promise.all(servers.map((server) => server?.kill())))

  const start: Stage['start'] = async (process, { skewMs } = {}) => {
    servers[process] = await startServer({
      home,
      port: ports[process] ?? 0,
      databaseUrl: databaseUrl.href,
      env: {
        DATABASE_POOL_SIZE: String(poolSize),
        DATABASE_STATEMENT_TIMEOUT_MS: '3000',
      },
      ...(skewMs === undefined
        ? {}
        : { importing: `${new URL('skewed-clock.ts', import.meta.url).href}?by=${skewMs}` }),
    })
  }
  const gone = (process: number) => {
    printed.push(servers[process]?.printed() ?? '')
    servers[process] = undefined
  }
  for (const process of ports.keys()) await start(process)
  const urls = ports.map((port) => `http://127.0.0.1:${port}`)
  const token = await signIn(urls[0] ?? '')
  const processes = urls.map((url) => restWith(url, { authorization: `Bearer ${token}` }))
  const [first] = processes
  if (first === undefined) throw new Error('There is no process')
  const stock = await stockShop(first, clients)
  let database = await connectTo(engine.url)
  closers.push(() => database.end().catch(() => {}))

  const postmaster = async () => {
    const { rows } = await database.query<{ data_directory: string }>('SHOW data_directory')
    return Number((await readFile(join(rows[0]?.data_directory ?? '', 'postmaster.pid'), 'utf8')).split('\n')[0])
  }
  return {
    home,
    network,
    get database() {
      return database
    },
    processes,
    urls,
    token,
    stock,
    poolSize,
    pidOf: (process) => servers[process]?.pid ?? 0,
    async stop(process) {
      await servers[process]?.stop()
      gone(process)
    },
    async kill(process) {
      await servers[process]?.kill()
      gone(process)
    },
    start,
    postmaster,
    async killDatabase() {
      const pid = await postmaster()
      const children = await childrenOf(pid)
      for (const one of [pid, ...children]) killNow(one)
    },
    async reconnect() {
      await database.end().catch(() => {})
      database = await reconnect(engine.url)
    },
    unexpected: () =>
      [...printed, ...servers.map((server) => server?.printed() ?? '')]
        .join('\n')
        .split('\n')
        .filter((line) => /failed unexpectedly|Uncaught|unhandled|A stream failed/i.test(line)),
    close,
  }
}

async function signIn(url: string): Promise<string> {
  const { status, body } = await restWith(url, {})<{ accessToken: string }>('POST', '/auth/login', admin)
  if (status !== 200) throw new Error(`Sign-in answered ${status}`)
  return body.accessToken
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  return client
}

/** Waits for a database that is coming back. */
async function reconnect(url: string): Promise<pg.Client> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await connectTo(url)
    } catch (error) {
      if (attempt > 300) throw error
      await sleep(100)
    }
  }
}
