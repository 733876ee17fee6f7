import { randomBytes } from 'node:crypto'
import type { ClearConfirmation } from '@framewright/contracts/developer/developer.schema'
import type { DeveloperService } from '@framewright/contracts/developer/developer.service'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { requirePerson } from '../auth/person.ts'
import { hashSecret } from '../auth/secrets.ts'
import type { Deps } from '../core/deps.ts'
import { deleteRows, lockTables, requireClearable } from './clearing.ts'
import { readSequences } from './sequences.ts'
import { tableStatistics } from './table-statistics.ts'

/** How long a confirmation is good for. */
const confirmationMs = 120_000
/** A clearing may take its time; it holds the tables meanwhile. */
const clearingMs = 600_000
/** Of more tables than this nobody types the names. */
const mostTyped = 5

export function developerService({ prisma, commands, clock, config }: Deps): DeveloperService {
  const { development } = config

  async function databaseName(): Promise<string> {
    const [row] = await prisma.$queryRaw<{ name: string }[]>`SELECT current_database()::text AS name`
    return row?.name ?? ''
  }

  return {
    async tables(call) {
      requirePerson(call)
      return { database: await databaseName(), development, tables: await tableStatistics(prisma, development) }
    },

    async confirmClear(call, input): Promise<ClearConfirmation> {
      requirePerson(call)
      const { userId } = call.caller
      const tables = await prisma.$transaction((tx) => requireClearable(tx, input.tables, { userId, development }))
      if (tables.length === 0) throw ruleViolated('nothingToClear', 'There is nothing here that can be cleared.')
      const token = randomBytes(32).toString('base64url')
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + confirmationMs)
      const phrase =
        tables.length <= mostTyped
          ? `CLEAR ${tables.join(', ')}`
          : `CLEAR ${tables.length} TABLES OF ${await databaseName()}`
      // No command: nothing of the shop changes, and a token kept for a repeated request would be a token kept.
      await prisma.clearConfirmation.deleteMany({ where: { expiresAt: { lt: now } } })
      await prisma.clearConfirmation.create({
        data: { tokenHash: hashSecret(token), userId, tables, phrase, expiresAt },
      })
      return { token, phrase, tables, expiresAt: expiresAt.toISOString() }
    },

    clear(call, input) {
      requirePerson(call)
      const { userId } = call.caller
      return commands.run(
        call,
        { tables: input.tables },
        async (tx, emit) => {
          const tokenHash = hashSecret(input.token)
          // Spent with the transaction: of two that bring it, one finds it gone.
          const [confirmation] = await tx.$queryRaw<
            { user_id: number; tables: string[]; phrase: string; expires_at: Date }[]
          >`DELETE FROM clear_confirmation WHERE token_hash = ${tokenHash} RETURNING user_id, tables, phrase, expires_at`
          const asked = [...new Set(input.tables)].toSorted()
          if (confirmation === undefined || confirmation.user_id !== userId || confirmation.expires_at <= clock.now()) {
            throw ruleViolated('confirmation', 'This confirmation is not yours, was used, or has expired. Begin again.')
          }
          if (JSON.stringify(asked) !== JSON.stringify(confirmation.tables)) {
            throw ruleViolated('confirmation', 'This confirmation is for other tables. Begin again.')
          }
          if (input.phrase !== confirmation.phrase) throw invalid('phrase', `Type exactly: ${confirmation.phrase}`)
          await lockTables(tx, asked)
          // Asked again under the locks: much may have come since.
          const tables = await requireClearable(tx, asked, { userId, development })
          const cleared = await deleteRows(tx, tables, userId)
          const rows = Object.fromEntries(cleared.map((one) => [one.name, one.rows]))
          emit({ entity: 'developer', id: userId, what: 'cleared', payload: { tables: rows } })
          return cleared
        },
        async (tables) => ({ tables }),
        { timeoutMs: clearingMs },
      )
    },

    resetSequences(call, input) {
      requirePerson(call)
      const asked = input.sequences
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const found = await readSequences(
            tx,
            asked?.map((one) => one.name),
          )
          const unknown = asked?.find((one) => !found.some(({ name }) => name === one.name))
          if (unknown) throw invalid('sequences', `There is no sequence ${unknown.name}`)
          const done: { name: string; table: string | null; before: number; next: number }[] = []
          for (const { name, table, last, taken } of found) {
            const next = asked?.find((one) => one.name === name)?.next ?? taken + 1
            if (next <= taken) {
              throw ruleViolated(
                'sequenceBelow',
                `${name} cannot go back to ${next}: ${taken} has been given already.`,
                { sequence: name, taken },
              )
            }
            if (next === last + 1) continue
            await tx.$queryRaw`SELECT setval(${name}::text::regclass, ${next}::bigint, false)`
            done.push({ name, table, before: last, next })
          }
          const sequences = Object.fromEntries(done.map((one) => [one.name, one.next]))
          emit({ entity: 'developer', id: call.caller.userId, what: 'sequencesReset', payload: { sequences } })
          return done
        },
        async (sequences) => ({ sequences }),
      )
    },
  }
}
