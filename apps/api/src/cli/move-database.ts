import { parseArgs } from 'node:util'
import { explainBackup } from '../backup/explain.ts'
import { moveDatabase } from '../backup/move.ts'
import { tableProgress } from '../backup/progress.ts'
import { grouped } from '../import/progress.ts'
import { withDatabase } from './database.ts'
import { type ExitCode, UsageError } from './usage.ts'

const usage = [
  'Usage: pnpm cli move-database --to <url>',
  '',
  'Copies everything from the database of the configuration (say the embedded one) to the empty one at the url,',
  'for instance postgresql://framewright:secret@db.example.com:5432/framewright, checks it there, and says what to put',
  'into .env. Stop the servers first. The old database stays as it is.',
].join('\n')

/** Moves to another database. */
export async function run(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<ExitCode> {
  const to = readArguments(args)
  if (to === undefined) {
    console.log(usage)
    return 0
  }
  try {
    const progress = tableProgress(process.stderr, 'Moving')
    const moved = await withDatabase(env, (from) => moveDatabase(from, to.href, progress))
    console.log(
      [
        `Moved ${grouped(moved.rows)} rows in ${moved.tables} tables, counted and checked in their new place.`,
        'Put this into .env, with the password where the dots are, and start the servers:',
        '',
        `DATABASE_URL=${withoutPassword(to)}`,
      ].join('\n'),
    )
    return 0
  } catch (error) {
    throw explainBackup(error, 'Nothing was moved; the old database is as it was.')
  }
}

function readArguments(args: string[]): URL | undefined {
  try {
    const { values } = parseArgs({ args, options: { to: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
    if (values.help) return undefined
    if (values.to === undefined) throw new Error('Say where to: --to postgresql://…')
    if (!URL.canParse(values.to) || !/^postgres(ql)?:$/.test(new URL(values.to).protocol))
      throw new Error('The address of a database begins with postgresql://')
    return new URL(values.to)
  } catch (error) {
    throw new UsageError((error as Error).message, usage)
  }
}

function withoutPassword(url: URL): string {
  const shown = new URL(url)
  if (shown.password !== '') shown.password = '...'
  return shown.href
}
