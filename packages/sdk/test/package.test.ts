import { execFileSync } from 'node:child_process'
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const sdk = join(import.meta.dirname, '..')
let project: string

/** An empty project in which the packed package is installed, with what it declares and nothing else. */
beforeAll(() => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'framewright-sdk-')))
  execFileSync(process.execPath, [join(sdk, 'scripts', 'build.ts')], { stdio: 'pipe' })
  execFileSync('npm', ['pack', join(sdk, 'dist-package'), '--silent'], { cwd: project, stdio: 'pipe' })
  const tarball = readdirSync(project).find((name) => name.endsWith('.tgz')) ?? ''
  const installed = join(project, 'node_modules', '@framewright', 'sdk')
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['xzf', join(project, tarball), '-C', installed, '--strip-components=1'])
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
  mkdirSync(join(project, 'node_modules', '@trpc'))
  for (const name of Object.keys(dependencies)) {
    symlinkSync(realpathSync(join(sdk, 'node_modules', name)), join(project, 'node_modules', name))
  }
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }')
}, 120_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

const program = `
import { createClient, isFramewrightError, type Outputs } from '@framewright/sdk'

const client = createClient({ url: 'http://localhost:3000', apiKey: 'fwk_x' })

export async function firstOak(): Promise<Outputs['frame']['list']['items'][number] | undefined> {
  const page = await client.frame.list.query({ material: 'Oak', limit: 1 })
  const name: string | undefined = page.items[0]?.name
  // @ts-expect-error there is no such field, so the types are not any
  void page.items[0]?.nonsense
  void name
  return page.items[0]
}

export const stop = client.live.events.subscribe({}, { onData: ({ id, data }) => console.log(id.length, data.entityId) })

export async function start(id: number): Promise<readonly string[]> {
  try {
    await client.workOrder.start.mutate({ id })
    return []
  } catch (error) {
    if (isFramewrightError(error, 'WRONG_STATE')) return error.data.error.details.allowed
    throw error
  }
}
`

describe('the package', () => {
  it.each([
    ['nodenext', 'nodenext'],
    ['esnext', 'bundler'],
  ])(
    'type-checks in an empty project, its declarations too: %s, %s',
    (module, moduleResolution) => {
      writeFileSync(join(project, 'main.ts'), program)
      const compilerOptions = {
        module,
        moduleResolution,
        target: 'es2023',
        lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable', 'dom.asynciterable'],
        types: [],
        strict: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
      }
      writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }))
      const tsc = join(sdk, 'node_modules', 'typescript', 'bin', 'tsc')
      let output = ''
      try {
        execFileSync(process.execPath, [tsc, '-p', project], { encoding: 'utf8' })
      } catch (error) {
        output = (error as { stdout: string }).stdout
      }
      expect(output).toBe('')
    },
    60_000,
  )

  it('needs nothing of the workspace, neither for its types nor to run', () => {
    const installed = join(project, 'node_modules', '@framewright', 'sdk')
    const wantedBy = (ending: string) =>
      new Set(
        readdirSync(installed, { recursive: true, encoding: 'utf8' })
          .filter((name) => name.endsWith(ending))
          .flatMap((name) => [
            ...readFileSync(join(installed, name), 'utf8').matchAll(/(?:from |import\()['"]([^.'"][^'"]*)['"]/g),
          ])
          .map((match) => match[1]),
      )
    expect([wantedBy('.d.ts'), wantedBy('.js')]).toEqual([new Set(['zod']), new Set(['@trpc/client'])])
    const script = `import { createClient } from '@framewright/sdk'; console.log(typeof createClient({ url: 'http://x' }).frame.list.query)`
    const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: project,
      encoding: 'utf8',
    })
    expect(said.trim()).toBe('function')
  })
})
