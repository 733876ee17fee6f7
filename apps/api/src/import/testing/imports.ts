import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { openShop, type Shop } from '../../testing/shop.ts'
import { type ImportOptions, type ImportResult, importFile } from '../import-file.ts'
import type { KindName } from '../kind.ts'
import { kinds } from '../kinds.ts'

type Extra = Partial<Omit<ImportOptions, 'kind' | 'databaseUrl'>>

/** A shop of the test file's own, and files to import into it. */
export function useImports() {
  let shop: Shop | undefined
  let folder = ''
  let files = 0
  beforeAll(async () => {
    shop = await openShop()
    folder = await mkdtemp(join(tmpdir(), 'framewright-import-'))
  })
  afterAll(async () => {
    await shop?.close()
    await rm(folder, { recursive: true, force: true })
  })
  const open = (): Shop => {
    if (shop === undefined) throw new Error('The shop is there from beforeAll on')
    return shop
  }

  const imports = {
    get url() {
      return open().url
    },
    get prisma() {
      return open().deps.prisma
    },
    /** Puts text into a file and gives its path. */
    async file(content: string, name = `file${++files}.csv`): Promise<string> {
      const path = join(folder, name)
      await writeFile(path, content)
      return path
    },
    /** Imports a file that is there. */
    async path(kind: KindName, file: string, extra: Extra = {}): Promise<ImportResult> {
      const report = extra.report ?? join(folder, `refused${++files}.csv`)
      return await importFile({ kind: kinds[kind], databaseUrl: open().url, timeZone: 'UTC', file, report, ...extra })
    },
    /** Imports text. */
    async text(kind: KindName, content: string, extra: Extra = {}): Promise<ImportResult> {
      return await imports.path(kind, await imports.file(content), extra)
    },
    /** What a report says, by line. */
    async refusals(result: ImportResult, number = 0): Promise<string[]> {
      return (await readFile(result.reports[number] ?? '', 'utf8')).trimEnd().split('\n')
    },
  }
  return imports
}
