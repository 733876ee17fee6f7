import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { withLock } from './engine/lock.ts'
import { correctKyselyTypes } from './generate/kysely-types.ts'
import { packageRoot, schemaFolder } from './paths.ts'

const run = promisify(execFile)
const output = join(packageRoot, 'src', 'generated')
const stampFile = join(output, '.stamp')

/** What `generate` may be told. */
export interface GenerateOptions {
  /** Generate even when nothing has changed. */
  force?: boolean
  /** Receives one line about what was done. */
  log?: (line: string) => void
}

/**
 * Generates the Prisma client and the Kysely types from `prisma/schema`, without fetching anything, and only when the
 * schema or the generators have changed since the last time.
 *
 * @returns whether anything was generated.
 * @throws when the schema is not valid; the message is Prisma's own.
 */
export async function generate(options: GenerateOptions = {}): Promise<boolean> {
  const schema = await readSchema()
  const stamp = await stampOf(schema)
  if (!options.force && (await readStamp()) === stamp) return false
  // Prisma empties the output folder first: two of them at once would pull files from under each other.
  return await withLock(join(packageRoot, 'node_modules', '.generate.lock'), async () => {
    if (!options.force && (await readStamp()) === stamp) return false
    await rm(stampFile, { force: true })
    await runPrisma()
    await declareModels()
    const types = join(output, 'kysely', 'types.ts')
    await writeFile(types, correctKyselyTypes(await readFile(types, 'utf8'), schema))
    await writeFile(stampFile, stamp)
    options.log?.('Generated the Prisma client and the Kysely types.')
    return true
  })
}

async function runPrisma(): Promise<void> {
  const require = createRequire(import.meta.url)
  const prisma = join(dirname(require.resolve('prisma/package.json')), 'build', 'index.js')
  const path = [join(packageRoot, 'node_modules', '.bin'), dirname(process.execPath), process.env.PATH ?? '']
  try {
    await run(process.execPath, [prisma, 'generate'], {
      cwd: packageRoot,
      env: {
        ...process.env,
        PATH: path.join(delimiter),
        // Generating never runs the schema engine, but the command line fetches one unless it is told of some file.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      },
    })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`Prisma could not generate from ${schemaFolder}:\n${stderr}${stdout}`, { cause: error })
  }
}

/**
 * What holds nothing but types becomes declarations: 8 MB, which the compiler then reads once for all packages rather than
 * once for each. Who imports them by the name Prisma gave them finds them all the same.
 */
async function declareModels(): Promise<void> {
  const client = join(output, 'prisma')
  const models = await readdir(join(client, 'models'))
  for (const file of ['models.ts', 'commonInputTypes.ts', ...models.map((name) => join('models', name))]) {
    const text = await readFile(join(client, file), 'utf8')
    if (/^export (?!type |interface )/m.test(text)) throw new Error(`Prisma's ${file} holds more than types`)
    await rename(join(client, file), join(client, file.replace(/\.ts$/, '.d.ts')))
  }
}

/** All schema files in one string, in a stable order. */
async function readSchema(): Promise<string> {
  const names = (await readdir(schemaFolder, { recursive: true })).filter((name) => name.endsWith('.prisma')).sort()
  const files = await Promise.all(names.map((name) => readFile(join(schemaFolder, name), 'utf8')))
  return files.join('\n')
}

async function stampOf(schema: string): Promise<string> {
  const hash = createHash('sha256').update(schema)
  for (const name of ['package.json', 'prisma.config.ts', 'src/generate.ts', 'src/generate/kysely-types.ts']) {
    hash.update(await readFile(join(packageRoot, name)))
  }
  return hash.digest('hex')
}

async function readStamp(): Promise<string | null> {
  return await readFile(stampFile, 'utf8').catch(() => null)
}
