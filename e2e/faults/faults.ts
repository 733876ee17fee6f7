import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { attempt, type Command } from './load.ts'
import type { Stage } from './stage.ts'

/** Something that goes wrong while people work. */
export interface Fault<S = Stage> {
  name: string
  what: string
  /**
   * Does it, and undoes it where that is not left to the product or its service manager.
   * @returns when it ended: from then on the recovery is measured.
   */
  run(stage: S, extra: Command[]): Promise<{ endedAt: number; rest?: Promise<unknown> }>
}

const ended = (rest?: Promise<unknown>) => ({ endedAt: Date.now(), ...(rest ? { rest } : {}) })

export const faults: Fault[] = [
  {
    name: 'kill-api',
    what: 'kill -9 of one API process; its service manager starts it again a second later',
    async run(stage) {
      await stage.kill(0)
      await sleep(1_000)
      return ended(stage.start(0))
    },
  },
  {
    name: 'kill-database',
    what: 'kill -9 of PostgreSQL with all its processes; measured from the blow, crash recovery included',
    async run(stage) {
      await stage.killDatabase()
      return ended()
    },
  },
  {
    name: 'restart-database',
    what: 'PostgreSQL is stopped (fast) and comes back; measured from when it had stopped',
    async run(stage) {
      const pid = await stage.postmaster()
      process.kill(pid, 'SIGINT')
      while (isAlive(pid)) await sleep(5)
      return ended()
    },
  },
  {
    name: 'exhaust-pool',
    what: 'six times as many commands as connections wait for one locked row, for 8 s',
    async run(stage, extra) {
      const release = await lockHotItem(stage)
      const crowd = Array.from({ length: stage.poolSize * 6 * 2 }, (_, turn) => {
        const command = adjustment(stage.stock.hotItem, stage.stock.locationId)
        extra.push(command)
        return attempt(command, stage.processes, turn)
      })
      await sleep(8_000)
      await release()
      return ended(Promise.all(crowd))
    },
  },
  {
    name: 'statement-timeout',
    what: 'the row that every order needs is locked for 7 s, more than twice the statement timeout (3 s here)',
    async run(stage) {
      const release = await lockHotItem(stage)
      await sleep(7_000)
      await release()
      return ended()
    },
  },
  {
    name: 'network-refused',
    what: 'connections to the database are reset and new ones refused, for 5 s',
    async run({ network }) {
      await network.refuse()
      await sleep(5_000)
      await network.through()
      return ended()
    },
  },
  {
    name: 'network-hangs',
    what: 'the network to the database delivers nothing for 8 s, then everything',
    async run({ network }) {
      network.hang()
      await sleep(8_000)
      await network.through()
      return ended()
    },
  },
  {
    name: 'network-forgets',
    what: 'for 8 s nothing arrives; then new connections work, and those there were stay dead without a word',
    async run({ network }) {
      network.forget()
      await sleep(8_000)
      await network.through()
      return ended()
    },
  },
  {
    name: 'network-cut',
    what: 'every connection to the database is reset, twenty times in 5 s',
    async run({ network }) {
      for (let time = 0; time < 20; time++) {
        network.cut()
        await sleep(250)
      }
      return ended()
    },
  },
  {
    name: 'pause-api',
    what: 'one API process stands still for 12 s (SIGSTOP), longer than a transaction may be quiet, and goes on',
    async run(stage) {
      const pid = stage.pidOf(1)
      process.kill(pid, 'SIGSTOP')
      await sleep(12_000)
      process.kill(pid, 'SIGCONT')
      return ended()
    },
  },
  {
    name: 'skew-clocks',
    what: 'the clock of one API process is 2 min ahead, of the other 2 min behind, for 6 s of work; both restart one after the other',
    async run(stage) {
      const turn = async (process: number, skewMs?: number) => {
        await stage.stop(process)
        await stage.start(process, skewMs === undefined ? {} : { skewMs })
      }
      await turn(0, 120_000)
      await turn(1, -120_000)
      await sleep(6_000)
      await turn(0)
      await turn(1)
      return ended()
    },
  },
]

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Holds what every order reserves, from a session of its own. */
async function lockHotItem({ database, stock }: Stage): Promise<() => Promise<unknown>> {
  await database.query('BEGIN')
  await database.query('SELECT FROM stock_balance WHERE item_id = $1 FOR UPDATE', [stock.hotItem])
  return () => database.query('COMMIT')
}

export function adjustment(itemId: number, locationId: number): Command {
  const mark = randomUUID()
  return {
    kind: 'stock.adjust',
    key: randomUUID(),
    mark,
    method: 'POST',
    path: '/inventory/adjustments',
    body: { itemId, locationId, direction: 'UP', quantity: 1, reason: mark },
    status: 0,
    answer: {},
    refusals: [],
  }
}
