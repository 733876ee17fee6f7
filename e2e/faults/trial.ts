import { setTimeout as sleep } from 'node:timers/promises'
import type { Rest } from '../support/rest.ts'
import { adjustment, type Fault } from './faults.ts'
import { attempt, type Command, startLoad } from './load.ts'
import type { Stage } from './stage.ts'
import { compare, subscribe } from './streams.ts'
import { type Verdict, verify } from './verify.ts'

/** As much of where it happens as a trial needs. */
export type Scene = Pick<Stage, 'processes' | 'urls' | 'token' | 'stock' | 'database' | 'reconnect'>

export interface Outcome extends Verdict {
  fault: { name: string }
  /** Until each of the processes had done a command again. */
  recoverySeconds: number
  subscribers: number
  resumed: number
  streamMissing: number
  streamRepeated: number
  /** Acknowledged commands that answered otherwise when they were sent once more. */
  otherwise: number
  /** Answers of 500 on the way. */
  internal: number
  pass: boolean
}

export interface TrialOptions {
  clients: number
  /** Of undisturbed load before the fault and after it. */
  calmMs: number
  /** Longest a recovery may take; 5 by default, which is what the product promises for itself. */
  recoveryLimitSeconds?: number
}

/** Runs the load, breaks something, and holds everything that was said against everything that is there. */
export async function trial<S extends Scene>(
  stage: S,
  fault: Fault<S>,
  { clients, calmMs, recoveryLimitSeconds = 5 }: TrialOptions,
): Promise<Outcome> {
  const subscribers = Array.from({ length: 6 }, (_, at) => subscribe(stage.urls, at, stage.token))
  // Streams that begin in the middle of the load begin where they happen to.
  await sleep(300)
  const load = startLoad(stage.stock, stage.processes, clients)
  await sleep(calmMs)
  const extra: Command[] = []
  const { endedAt, rest } = await fault.run(stage, extra)
  const probes = stage.processes.map((process) => firstSuccess(process, stage, extra))
  const recovered = Math.max(...(await Promise.all(probes)))
  await rest
  await sleep(calmMs)
  await load.end()
  await stage.reconnect()

  const commands = [...load.commands, ...extra]
  // Whatever has no answer yet is asked once more: the same key gives the one result.
  for (const command of commands.filter(({ status }) => status === 0)) await attempt(command, stage.processes, 0)
  const otherwise = await sendAgain(stage, commands)
  const verdict = await verify(stage.database, commands)
  const all = await allPositions(stage, () => Math.min(...subscribers.map(({ positions }) => positions.at(-1) ?? 0)))
  await Promise.all(subscribers.map((subscriber) => subscriber.end()))
  const streams = subscribers.map(({ positions }) => compare(positions, all))
  const sum = (of: (stream: { missing: number; repeated: number }) => number) =>
    streams.reduce((total, stream) => total + of(stream), 0)
  const outcome = {
    ...verdict,
    fault,
    recoverySeconds: (recovered - endedAt) / 1_000,
    subscribers: subscribers.length,
    resumed: subscribers.reduce((total, { resumed }) => total + Math.max(0, resumed), 0),
    streamMissing: sum(({ missing }) => missing),
    streamRepeated: sum(({ repeated }) => repeated),
    otherwise,
    internal: [...verdict.refused].reduce((total, [code, times]) => total + (code.startsWith('500') ? times : 0), 0),
  }
  return { ...outcome, pass: passes(outcome) && outcome.recoverySeconds <= recoveryLimitSeconds }
}

const passes = (outcome: Omit<Outcome, 'pass'>): boolean =>
  outcome.acknowledged > 0 &&
  outcome.lost + outcome.doubled + outcome.half + outcome.open === 0 &&
  outcome.otherwise + outcome.internal === 0 &&
  outcome.streamMissing + outcome.streamRepeated === 0

/** When that process first did something again. A try that takes more than a second is left for the next. */
async function firstSuccess(process: Rest, stage: Scene, extra: Command[]): Promise<number> {
  for (;;) {
    const command = adjustment(stage.stock.items[0] ?? 0, stage.stock.locationId)
    extra.push(command)
    try {
      const { status, body } = await process(
        command.method,
        command.path,
        command.body,
        { 'idempotency-key': command.key },
        AbortSignal.timeout(1_000),
      )
      if (status < 300) {
        command.status = status
        command.answer = body
        return Date.now()
      }
      command.refusals.push(`${status} ${String(body.code)}`)
    } catch {
      command.refusals.push('no answer')
    }
    await sleep(50)
  }
}

/** Some of what was acknowledged, once more with the same key: nothing more happens, and the answer is the first one. */
async function sendAgain(stage: Scene, commands: readonly Command[]): Promise<number> {
  const done = commands.filter(({ status }) => status >= 200 && status < 300)
  const some = done.filter((_, at) => at % Math.ceil(done.length / 60) === 0)
  let otherwise = 0
  for (const command of some) {
    const again: Command = { ...command, status: 0, refusals: [] }
    await attempt(again, stage.processes, 0)
    if (again.status !== command.status || JSON.stringify(again.answer) !== JSON.stringify(command.answer)) otherwise++
  }
  return otherwise
}

/** Every position there is, once all have been given and the slowest subscriber has had time to receive them. */
async function allPositions(stage: Scene, slowest: () => number): Promise<number[]> {
  for (let look = 0; ; look++) {
    const { rows } = await stage.database.query<{ waiting: number; last: number }>(
      'SELECT count(*) FILTER (WHERE position IS NULL)::int AS waiting, max(position)::float8 AS last FROM event',
    )
    const { waiting = 0, last = 0 } = rows[0] ?? {}
    if ((waiting === 0 && slowest() >= last) || look > 150) break
    await sleep(100)
  }
  const { rows } = await stage.database.query<{ position: number }>(
    'SELECT position::float8 AS position FROM event WHERE position IS NOT NULL ORDER BY position',
  )
  return rows.map(({ position }) => position)
}
