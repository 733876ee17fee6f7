import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnonymousCall } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import type { Pool, Prisma, PrismaClient } from '@framewright/db/client'
import { domainErrorOf, isLost, isRetryable } from './failures.ts'
import { type Emit, type NewEvent, writeEvents } from './outbox.ts'
import type { Tx } from './sql.ts'
import type { WholeCommand } from './whole-command.ts'

export interface Commands {
  /**
   * Runs one command: one transaction that changes the rows and writes their events, run again when it loses a race
   * (serialization failure, deadlock), and only once for one idempotency key.
   * @param work changes the rows and says what happened with `emit`; its result goes to `answer`.
   * @param answer reads the answer after the commit; kept for whoever repeats the request with the same key.
   * @throws DomainError IDEMPOTENCY_MISMATCH when the key came before with another request.
   */
  run<R, A>(
    call: AnonymousCall,
    input: unknown,
    work: (tx: Tx, emit: Emit) => Promise<R>,
    answer: (result: R) => Promise<A>,
    limits?: CommandLimits,
  ): Promise<A>

  /**
   * Runs a command that one statement can do: a transaction by itself, which spares the command's statements their way to
   * the database and back. What it takes is read before, without a lock, and the statement does nothing unless that still
   * holds. Then, and in whatever goes wrong, the command is run in the long way, which locks first and says what is wrong.
   * @param plan reads what is needed and gives the statement; undefined where this is not for one statement.
   * @param otherwise the long way: the same command by `run`.
   */
  runAtOnce<R, A>(
    call: AnonymousCall,
    input: unknown,
    plan: () => Promise<WholeCommand<R> | undefined>,
    answer: (result: R) => Promise<A>,
    otherwise: () => Promise<A>,
  ): Promise<A>
}

export interface CommandLimits {
  /** How long the transaction may take; 20 s when not said. */
  timeoutMs?: number
}

const attempts = 6
/** A command outlasts a database that is away for so long: one that starts again, or a replica that takes over. */
const outlastMs = 4_000

/**
 * @param committed is called after each commit, to hurry the live stream along.
 * @param retried is called when a command that lost a race is run again.
 * @param pool for commands of one statement; without it all take the long way.
 */
export function createCommands(
  prisma: PrismaClient,
  committed: () => void,
  retried: () => void = () => {},
  pool?: Pool,
): Commands {
  interface Around<R> {
    before(tx: Tx): Promise<void>
    after(tx: Tx, result: R): Promise<void>
  }

  async function once<R>(
    call: AnonymousCall,
    work: (tx: Tx, emit: Emit) => Promise<R>,
    { timeoutMs = 20_000 }: CommandLimits = {},
    around?: Around<R>,
  ): Promise<R> {
    const began = Date.now()
    for (let attempt = 1; ; attempt++) {
      let committing = false
      try {
        return await prisma.$transaction(
          async (tx) => {
            await around?.before(tx)
            const events: NewEvent[] = []
            const result = await work(tx, (event) => events.push(event))
            await writeEvents(tx, call, events)
            await around?.after(tx, result)
            committing = true
            return result
          },
          { maxWait: 5_000, timeout: timeoutMs },
        )
      } catch (error) {
        if (isRetryable(error) && attempt < attempts) {
          retried()
          await sleep(Math.random() * 10 * 2 ** attempt)
          continue
        }
        // Without a key, only what had not come to its commit may be done again: that was rolled back for certain.
        if (isLost(error) && (around !== undefined || !committing) && Date.now() - began < outlastMs) {
          retried()
          await sleep(100 + Math.random() * 200)
          continue
        }
        throw domainErrorOf(error) ?? error
      }
    }
  }

  /** Reads what is committed, though the database be away for a moment. */
  async function outlasting<A>(read: () => Promise<A>): Promise<A> {
    const began = Date.now()
    for (;;) {
      try {
        return await read()
      } catch (error) {
        if (!isLost(error) || Date.now() - began > outlastMs) throw error
        await sleep(100 + Math.random() * 200)
      }
    }
  }

  return {
    async run(call, input, work, answer, limits) {
      const { idempotencyKey: key, caller } = call
      if (key === undefined || caller === null) {
        const result = await once(call, work, limits)
        committed()
        return outlasting(() => answer(result))
      }

      const bodyHash = hashOf(input)
      const id = { actorId: caller.userId, key }
      try {
        const result = await once(call, work, limits, {
          before: async (tx) => {
            // Waits for a concurrent request with the same key to commit or roll back.
            const claimed = await tx.$executeRaw`
              INSERT INTO idempotency_key (actor_id, key, procedure, body_hash)
              VALUES (${caller.userId}, ${key}, ${call.procedure}, ${bodyHash}) ON CONFLICT DO NOTHING`
            if (claimed === 0) throw new AlreadyDone()
          },
          after: (tx, made) => keep(tx, id, { result: made }),
        })
        committed()
        const given = await outlasting(() => answer(result))
        await outlasting(() => keep(prisma, id, { result, answer: given }))
        return given
      } catch (error) {
        if (!(error instanceof AlreadyDone)) throw error
        return await repeated(id, call.procedure, bodyHash, answer)
      }
    },

    async runAtOnce(call, input, plan, answer, otherwise) {
      const { idempotencyKey: key, caller, procedure } = call
      if (pool === undefined || caller === null) return otherwise()
      const act = await plan().catch(() => undefined)
      // Where there is no connection, nothing was sent.
      const client = act && (await pool.connect().catch(() => undefined))
      if (!act || !client) return otherwise()
      const bodyHash = key === undefined ? null : hashOf(input)
      const result = await act(client, { actorId: caller.userId, key: key ?? null, procedure, bodyHash })
        .catch((error: unknown) => {
          // With a key, the long way finds out whether it was done. Anything but a loss has rolled it back for certain.
          if (isLost(error) && key === undefined) throw domainErrorOf(error) ?? error
          return undefined
        })
        .finally(() => client.release())
      if (result === undefined) return otherwise()
      committed()
      const given = await outlasting(() => answer(result))
      if (key !== undefined)
        await outlasting(() => keep(prisma, { actorId: caller.userId, key }, { result, answer: given }))
      return given
    },
  }

  /** The first answer again; where the first request died between its commit and its answer, the document as it is. */
  async function repeated<R, A>(
    id: { actorId: number; key: string },
    procedure: string,
    bodyHash: string,
    answer: (result: R) => Promise<A>,
  ): Promise<A> {
    for (let attempt = 0; attempt < 20; attempt++) {
      const row = await prisma.idempotencyKey.findUniqueOrThrow({ where: { actorId_key: id } })
      if (row.procedure !== procedure || row.bodyHash !== bodyHash) {
        throw new DomainError('IDEMPOTENCY_MISMATCH', 'This idempotency key was used before with another request.', {
          key: id.key,
        })
      }
      const response = row.response as { result: R; answer?: A } | null
      if (response?.answer !== undefined) return response.answer
      if (response !== null && attempt >= 5) {
        const given = await outlasting(() => answer(response.result))
        await outlasting(() => keep(prisma, id, { result: response.result, answer: given }))
        return given
      }
      await sleep(50)
    }
    throw new DomainError(
      'CONFLICT',
      'The first request with this key has not answered yet. Try again in a moment.',
      {},
    )
  }
}

async function keep(db: Tx, id: { actorId: number; key: string }, response: { result: unknown; answer?: unknown }) {
  await db.idempotencyKey.update({
    where: { actorId_key: id },
    data: { response: response as Prisma.InputJsonObject },
  })
}

/** Thrown inside the transaction to roll it back: this key has run before. */
class AlreadyDone extends Error {}

const hashOf = (input: unknown) => createHash('sha256').update(canonical(input)).digest('hex')

/** JSON with its keys sorted, so that the same request in another order is the same. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}
