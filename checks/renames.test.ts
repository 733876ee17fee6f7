import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesIn, repository } from './sources.ts'

const run = promisify(execFile)
const compiler = join(repository, 'node_modules/typescript/bin/tsc')
let copy: string

/** A copy of the sources beside the same installed packages, to change without harm. */
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'framewright-renames-'))
  const kept = filesIn('.', /^(packages|apps)\/|^tsconfig.*\.json$|^package\.json$/)
  const generated = ['packages/db/src/generated', 'apps/web/src/routeTree.gen.ts']
  for (const path of [...kept, ...generated]) {
    cpSync(join(repository, path), join(copy, path), { recursive: true, force: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(copy, 'node_modules'))
  for (const pack of ['packages/contracts', 'packages/db', 'packages/sdk', 'apps/api', 'apps/web']) {
    // Links to our own packages must lead to the copies, all others to what is installed.
    linkModules(pack)
  }
})
afterAll(() => rmSync(copy, { recursive: true, force: true }), 60_000)

function linkModules(pack: string): void {
  cpSync(join(repository, pack, 'node_modules'), join(copy, pack, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: false,
    dereference: false,
    filter: (source) => !source.includes('/@framewright'),
  })
  const wanted = JSON.parse(readFileSync(join(copy, pack, 'package.json'), 'utf8')) as {
    dependencies?: Record<string, string>
  }
  for (const name of Object.keys(wanted.dependencies ?? {}).filter((one) => one.startsWith('@framewright/'))) {
    const link = join(copy, pack, 'node_modules', name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(copy, 'packages', name.split('/')[1] ?? ''), link)
  }
}

/** The files the type check of a project complains about. */
async function complaints(project: string): Promise<string[]> {
  try {
    // One checker: beside other suites several would be in each other's way.
    const options = ['--checkers', '1', '--pretty', 'false']
    await run(process.execPath, [compiler, '-b', join(copy, project), ...options], { cwd: copy, maxBuffer: 1 << 26 })
    return []
  } catch (error) {
    const { stdout } = error as { stdout: string }
    return [...new Set([...stdout.matchAll(/^([^\s(]+)\(\d+,\d+\): error/gm)].map((match) => match[1] ?? ''))]
  }
}

function replaceIn(path: string, from: RegExp, to: string): () => void {
  const file = join(copy, path)
  const before = readFileSync(file, 'utf8')
  const after = before.replace(from, to)
  expect(after).not.toBe(before)
  writeFileSync(file, after)
  return () => writeFileSync(file, before)
}

describe('a rename stops the build where it matters', () => {
  it('passes as it stands', async () => {
    expect([...(await complaints('apps/api')), ...(await complaints('apps/web'))]).toEqual([])
  }, 120_000)

  it('of a column: in apps/api', async () => {
    const undo = replaceIn(
      'packages/db/prisma/schema/frame.prisma',
      /widthMm( +Int +)@map\("width_mm"\)/,
      'spanMm$1@map("span_mm")',
    )
    await run(process.execPath, ['src/cli/generate.ts'], { cwd: join(copy, 'packages/db') })
    const files = await complaints('apps/api')
    expect(files).toContain('apps/api/src/frame/frame.queries.ts')
    expect(files).toContain('apps/api/src/frame/frame.commands.ts')
    undo()
    await run(process.execPath, ['src/cli/generate.ts'], { cwd: join(copy, 'packages/db') })
  }, 120_000)

  it('of a field of a contract’s output: in apps/api and in apps/web', async () => {
    const undo = replaceIn(
      'packages/contracts/src/frame/frame.schema.ts',
      /(export const Frame = z\.object\(\{[\s\S]*?)widthMm: z\.int\(\)/,
      '$1spanMm: z.int()',
    )
    expect(await complaints('apps/api')).toContain('apps/api/src/frame/frame.mapper.ts')
    const web = await complaints('apps/web')
    expect(web.filter((path) => path.startsWith('apps/web/src/'))).not.toEqual([])
    undo()
  }, 120_000)
})
