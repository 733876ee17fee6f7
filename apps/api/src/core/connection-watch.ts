import { setTimeout as sleep } from 'node:timers/promises'
import { dropConnections, type Pool } from '@framewright/db/client'
import pg from 'pg'

const everyMs = 1_000
/** A server that does not answer for so long is slow, or the network to it is gone. */
const patienceMs = 2_000
/** How long the old connection may take once a new one has been answered: not at all where the network has forgotten it. */
const graceMs = 1_000

/**
 * Notices connections that have died without a word, as when a cable is pulled, a firewall restarts or an address moves to
 * another machine. Nothing tells a waiting client so, and the system gives up after a quarter of an hour: until then the
 * pool would be full of statements that wait for nobody.
 *
 * One connection is asked every second. When it is not answered but a new one is, those as old as it are cut.
 */
export function watchConnections(
  url: string,
  pools: readonly Pool[],
  log: (line: string) => void,
): { close(): Promise<void> } {
  const ending = new AbortController()
  const { signal } = ending
  const pause = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => {})
  let probe: Probe | null = null

  async function run(): Promise<void> {
    while (!signal.aborted) {
      probe ??= await openProbe(url).catch(() => null)
      if (probe !== null) await look(probe)
      await pause(everyMs)
    }
  }

  async function look(old: Probe): Promise<void> {
    const asked = Date.now()
    const answer = old.ask()
    if ((await firstOf(answer, pause(patienceMs))) !== 'late') {
      if ((await answer) === 'lost') forget(old)
      return
    }
    let fresh: Probe | null = null
    while (fresh === null && !signal.aborted) {
      fresh = await openProbe(url).catch(() => null)
      if (fresh === null) await pause(250)
    }
    if (fresh === null || (await firstOf(answer, pause(graceMs))) !== 'late') return fresh?.end()
    const cut = pools.reduce((sum, pool) => sum + dropConnections(pool, asked), 0)
    log(`The network to the database was gone for ${Date.now() - asked} ms; ${cut} dead connections are given up`)
    forget(old)
    probe = fresh
  }

  function forget(old: Probe): void {
    old.end()
    if (probe === old) probe = null
  }

  const running = run()
  return {
    async close() {
      ending.abort()
      probe?.end()
      await running
      probe?.end()
    },
  }
}

const firstOf = <T>(work: Promise<T>, pause: Promise<unknown>): Promise<T | 'late'> =>
  Promise.race([work, pause.then(() => 'late' as const)])

interface Probe {
  ask(): Promise<'answered' | 'lost'>
  end(): void
}

async function openProbe(url: string): Promise<Probe> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'framewright watch',
    connectionTimeoutMillis: 1_000,
  })
  client.on('error', () => {})
  const end = () => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  try {
    await client.connect()
  } catch (error) {
    end()
    throw error
  }
  const ask = () =>
    client.query('SELECT 1').then(
      () => 'answered' as const,
      () => 'lost' as const,
    )
  // A network that lets one connect and nothing more does not count.
  if ((await Promise.race([ask(), sleep(1_000, 'late' as const, { ref: false })])) !== 'answered') {
    end()
    throw new Error('The database does not answer')
  }
  return { ask, end }
}
