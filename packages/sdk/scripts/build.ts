// Builds the package that others install: plain ESM and declarations, in `dist-package/`.
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = join(dirname(fileURLToPath(import.meta.url)), '..')
const repository = join(here, '..', '..')
const out = join(here, 'dist-package')
const contracts = join(repository, 'packages', 'contracts')

rmSync(out, { recursive: true, force: true })
// The contracts' declarations come first: ours are made against them.
tsc('-b', contracts)
tsc('-p', join(here, 'tsconfig.package.json'))

// Their types travel along; nothing of them is needed at run time.
const shim = join(out, 'contracts', 'trpc')
mkdirSync(dirname(shim))
copyFileSync(join(here, 'scripts', 'trpc.d.ts.txt'), `${shim}.d.ts`)
const copied = new Set<string>()
for (const file of filesIn(out).filter((path) => path.endsWith('.d.ts'))) {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, selfContained(text, dirname(file)))
  for (const [, name] of text.matchAll(/@framewright\/contracts\/([^'"]+)/g)) take(`${name}.d.ts`)
}
copyFileSync(join(repository, 'LICENSE'), join(out, 'LICENSE'))
copyFileSync(join(here, 'README.md'), join(out, 'README.md'))
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`)

function tsc(...args: string[]): void {
  const program = join(here, 'node_modules', 'typescript', 'bin', 'tsc')
  const { status } = spawnSync(process.execPath, [program, ...args], { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

/** Copies a declaration of the contracts, and what it refers to. */
function take(name: string): void {
  if (copied.has(name)) return
  copied.add(name)
  const target = join(out, 'contracts', name)
  const text = readFileSync(join(contracts, 'dist', name), 'utf8')
    // Of no meaning to a client: what the server knows of a call, and what a procedure declares for its documentation.
    .replaceAll(/import\("[^"]*core\/context\.ts"\)\.Context/g, 'unknown')
    .replaceAll(/import\("[^"]*core\/procedure\.ts"\)\.ProcedureMeta/g, 'unknown')
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, selfContained(text, dirname(target)))
  for (const [, path] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.ts['"]/g)) {
    take(`${posix.join(posix.dirname(name), path ?? '')}.d.ts`)
  }
}

/** Workspace names become paths within the package, and sources' endings those of what stands beside a declaration. */
function selfContained(text: string, folder: string): string {
  const to = (path: string) => {
    const way = relative(folder, path).split(sep).join('/')
    return way.startsWith('.') ? way : `./${way}`
  }
  return text
    .replaceAll(
      /(['"])@framewright\/contracts\/([^'"]+)\1/g,
      (_, quote, name) => `${quote}${to(join(out, 'contracts', name))}.js${quote}`,
    )
    .replaceAll(/(['"])@trpc\/server\1/g, (_, quote) => `${quote}${to(shim)}.js${quote}`)
    .replaceAll(/((?:from |import\()['"]\.[^'"]+)\.ts(['"])/g, '$1.js$2')
}

function manifest(): object {
  const own = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))
  const installed = (name: string): string =>
    JSON.parse(readFileSync(join(here, 'node_modules', name, 'package.json'), 'utf8')).version
  return {
    name: own.name,
    version: own.version,
    description: 'The typed client of a Framewright server',
    license: own.license,
    type: 'module',
    sideEffects: false,
    engines: { node: '>=20.19' },
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: {
      // tRPC's packages go together exactly; zod stands in the declarations only, for which any of its version 4 will do.
      '@trpc/client': installed('@trpc/client'),
      '@trpc/server': installed('@trpc/server'),
      zod: `^${installed('zod')}`,
    },
  }
}
