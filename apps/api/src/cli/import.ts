import { basename } from 'node:path'
import { migrate } from '@framewright/db/migrate'
import type { Config } from '../config.ts'
import { explainDatabase } from '../import/database-failure.ts'
import { UsageError as ImportUsageError, Interrupted } from '../import/failure.ts'
import { type ImportOptions, importFile } from '../import/import-file.ts'
import { kindOf, kinds } from '../import/kinds.ts'
import { readMappingFile } from '../import/mapping/read-mapping.ts'
import { type Asked, readArguments } from '../import/options.ts'
import { findPlan, readPlan } from '../import/plan.ts'
import { createProgress } from '../import/progress.ts'
import { summarise } from '../import/summary.ts'
import { withDatabase } from './database.ts'
import { type ExitCode, UsageError } from './usage.ts'

const usage = [
  'Usage: pnpm cli import <kind> <file.csv> [options]',
  '       pnpm cli import <plan> <folder>   all files of a folder, e.g. adventureworks',
  '',
  'Kinds and their fields, those with * required:',
  ...Object.values(kinds).map((kind) => {
    const fields = [...(kind.orderFields ?? []), ...kind.fields]
    return `  ${kind.name.padEnd(15)} ${fields.map((field) => field.name + (field.required ? '*' : '')).join(', ')}`
  }),
  '',
  'Options:',
  '  --map column=field    read a field from a column of another name; column= leaves it out',
  '  --mapping file.json   how to read an export as it is; see docs/import.md',
  '  --delimiter c         what separates the columns; found out when not given',
  '  --dry-run             do everything, undo it, and say what would happen',
  '  --partial             let good rows in though others are refused',
  '  --report file.csv     where refused rows are written; beside the file when not given',
].join('\n')

/** Imports a CSV file, or the files of a plan one after the other. */
export async function run(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<ExitCode> {
  try {
    const asked = readArguments(args)
    if (asked === undefined) {
      console.log(usage)
      return 0
    }
    const imports = await readImports(asked)
    return await underSignals((signal) =>
      withDatabase(env, async (url, config) => {
        await migrate(url)
        return await importAll(imports, asked, config, url, signal)
      }),
    )
  } catch (error) {
    if (error instanceof ImportUsageError) throw new UsageError(error.message, 'pnpm cli import --help tells more.')
    if (error instanceof Interrupted) {
      console.error(error.message)
      return 1
    }
    throw explainDatabase(error)
  }
}

type Wanted = Pick<ImportOptions, 'kind' | 'file' | 'mapping'> & { partial: boolean }

async function readImports(asked: Asked): Promise<Wanted[]> {
  const plan = findPlan(asked.what)
  if (plan === undefined) {
    const mapping = asked.mapping === undefined ? undefined : await readMappingFile(asked.mapping)
    return [{ kind: kindOf(asked.what), file: asked.path, mapping, partial: asked.partial }]
  }
  if (asked.mapping !== undefined || asked.columns.size > 0 || asked.report !== undefined || asked.dryRun)
    throw new ImportUsageError(
      'A plan says itself how its files are read, and each needs those before it: use --partial only.',
    )
  const steps = await readPlan(plan, asked.path)
  return steps.map((step) => ({ ...step, partial: step.partial || asked.partial }))
}

async function importAll(
  wanted: Wanted[],
  asked: Asked,
  { timeZone }: Config,
  databaseUrl: string,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { columns, delimiter, dryRun, report } = asked
  for (const one of wanted) {
    const progress = createProgress(process.stderr)
    const reading = { ...one, columns, delimiter, dryRun, report }
    const result = await importFile({ ...reading, databaseUrl, timeZone, progress, signal })
    console.log(summarise(one.kind, basename(one.file), result, asked))
    if (result.refused > 0 && !one.partial) return 1
  }
  return 0
}

/** Turns the first Ctrl-C into an orderly end; a second ends at once, which harms nothing either. */
async function underSignals<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const stop = () => {
    if (controller.signal.aborted) process.exit(1)
    controller.abort()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
}
