import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { compress } from '../backup/compression.ts'
import { explainBackup } from '../backup/explain.ts'
import { tableProgress } from '../backup/progress.ts'
import { writeBackup } from '../backup/write-backup.ts'
import { type FileStore, fileStore } from '../files/file-store.ts'
import { grouped } from '../import/progress.ts'
import { noteBackup } from '../system/last-backup.ts'
import { withDatabase } from './database.ts'
import { type ExitCode, UsageError } from './usage.ts'

const usage = [
  'Usage: pnpm cli backup <file>',
  '       pnpm cli backup -          writes to standard output',
  '',
  'Writes everything in the database, and every attached file, into one compressed file: one instant of it, while everybody goes on working.',
  'The file holds password hashes and keys: keep it where the database’s own files could lie.',
  'pnpm cli restore --test <file> proves that it can be restored.',
].join('\n')

/** Writes a backup. */
export async function run(args: string[], env: NodeJS.ProcessEnv = process.env): Promise<ExitCode> {
  const file = readArguments(args)
  if (file === undefined) {
    console.log(usage)
    return 0
  }
  if (file === '-' && process.stdout.isTTY) throw new UsageError('A terminal cannot show a backup.', usage)
  try {
    await withDatabase(env, async (url, config) => {
      const files = fileStore(config)
      const summary = file === '-' ? await stream(url, files, process.stdout) : await toFile(url, files, file)
      process.stderr.write(`${summary}\n`)
      await noteBackup(url)
    })
    return 0
  } catch (error) {
    throw explainBackup(error, 'Nothing was written.')
  }
}

function readArguments(args: string[]): string | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' } },
    })
    if (values.help) return undefined
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) throw new Error('Say one file to write to, or - for standard output.')
    return file
  } catch (error) {
    throw new UsageError((error as Error).message, usage)
  }
}

/** Under another name until it is whole and on the disk, so that a file that has its name is a backup. */
async function toFile(url: string, files: FileStore, file: string): Promise<string> {
  if (existsSync(file)) throw new Error(`${file} is there already. Choose another name, or remove it first.`)
  const draft = `${file}.part`
  const handle = await open(draft, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Error(`There is no folder ${dirname(file)}.`)
    if (error.code === 'EEXIST')
      throw new Error(`${draft} is there: another backup is being written, or one was broken off. Remove it first.`)
    throw error
  })
  try {
    const summary = await stream(url, files, async (bytes) => {
      for await (const chunk of bytes) await handle.appendFile(chunk)
    })
    await handle.sync()
    const { size } = await handle.stat()
    await handle.close()
    await rename(draft, file)
    return `${summary} ${basename(file)}: ${grouped(Math.ceil(size / 1024))} KiB.`
  } catch (error) {
    await handle.close().catch(() => {})
    await rm(draft, { force: true })
    throw error
  }
}

type Sink = Writable | ((bytes: AsyncIterable<Uint8Array>) => Promise<void>)

async function stream(url: string, files: FileStore, out: Sink): Promise<string> {
  let summary = ''
  const bytes = writeBackup(url, {
    files,
    progress: tableProgress(process.stderr, 'Backing up'),
    done: ({ manifest, checksums }) => {
      const rows = Object.values(checksums.tables).reduce((sum, table) => sum + table.rows, 0)
      const attached = checksums.files === 0 ? '' : ` and ${grouped(checksums.files)} attached files`
      summary = `Backed up ${grouped(rows)} rows in ${manifest.tables.length} tables${attached} as of ${manifest.takenAt}.`
    },
  })
  // Standard output is not ours to close.
  await pipeline(Readable.from(bytes, { objectMode: false }), compress(), out, { end: out !== process.stdout })
  return summary
}
