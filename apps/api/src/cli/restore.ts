import { createReadStream } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEngine } from '@framewright/db/engine'
import { decompress } from '../backup/compression.ts'
import { explainBackup } from '../backup/explain.ts'
import { tableProgress } from '../backup/progress.ts'
import { InvariantsViolated, type Restored, restoreBackup } from '../backup/restore-backup.ts'
import { type FileStore, fileStore } from '../files/file-store.ts'
import { grouped } from '../import/progress.ts'
import { describeFinding } from './check.ts'
import { withDatabase } from './database.ts'
import { type ExitCode, UsageError } from './usage.ts'

const usage = [
  'Usage: pnpm cli restore <file>    into the database of the configuration, which must be empty',
  '       pnpm cli restore -         reads the backup from standard input',
  '       pnpm cli restore --test <file>',
  '',
  'Everything or nothing: rows, counts, checksums and every invariant are checked before anything stays.',
  'A backup of an older version is restored as it was, then migrated.',
  '',
  'Options:',
  '  --test                restore into a database made for it, check all, and throw it away',
  '  --accept-violations   keep the data though it breaks rules it should keep (pnpm cli check tells which)',
].join('\n')

interface Asked {
  file: string
  test: boolean
  acceptViolations: boolean
}

/** Restores a backup, or proves that one can be restored. */
export async function run(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<ExitCode> {
  const asked = readArguments(args)
  if (asked === undefined) {
    console.log(usage)
    return 0
  }
  try {
    const restored = asked.test
      ? await withThrowawayDatabase((url) => restore(url, asked))
      : await withDatabase(env, (url, config) => restore(url, asked, fileStore(config)))
    const done = asked.test ? 'The backup can be restored' : 'Restored'
    console.log(`${done}: ${describe(restored)}`)
    const violated = restored.findings.filter(({ violations }) => violations > 0)
    for (const finding of violated) console.log(describeFinding(finding))
    return violated.length > 0 ? 1 : 0
  } catch (error) {
    if (error instanceof InvariantsViolated) {
      console.error(`${error.message} Nothing was restored; --accept-violations restores it all the same.`)
      console.error(error.findings.map(describeFinding).join('\n'))
      return 1
    }
    throw explainBackup(error, 'Nothing was restored.')
  }
}

function readArguments(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        test: { type: 'boolean', default: false },
        'accept-violations': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) return undefined
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) throw new Error('Say one backup to restore, or - for standard input.')
    return { file, test: values.test, acceptViolations: values['accept-violations'] }
  } catch (error) {
    throw new UsageError((error as Error).message, usage)
  }
}

async function restore(url: string, { file, acceptViolations }: Asked, files?: FileStore): Promise<Restored> {
  const source = file === '-' ? process.stdin : createReadStream(file)
  source.on('error', () => {})
  try {
    return await restoreBackup(url, decompress(source), {
      acceptViolations,
      ...(files === undefined ? {} : { files }),
      progress: tableProgress(process.stderr, 'Restoring'),
    })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Error(`There is no file ${file}.`)
    throw error
  }
}

function describe({ manifest, tables, rows, files, migrated }: Restored): string {
  const since = migrated.length === 0 ? '' : ` ${migrated.length} newer migrations were applied.`
  const attached = files === 0 ? '' : ` and ${grouped(files)} attached files`
  return `${grouped(rows)} rows in ${tables} tables${attached} as of ${manifest.takenAt}, written by ${manifest.product}.${since}`
}

async function withThrowawayDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const home = await mkdtemp(join(tmpdir(), 'framewright-restore-'))
  // Root's engine runs under another account, which must be able to get here.
  await chmod(home, 0o755)
  const engine = await startEngine({ home, durable: false, ephemeral: true })
  try {
    return await work(engine.url)
  } finally {
    await engine.stop()
    await rm(home, { recursive: true, force: true })
  }
}
