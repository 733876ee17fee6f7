// Brings the Node and the pnpm this project is pinned to, from wherever they are, and what the lockfile names.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fingerprint, recall, remember } from './cache.mjs'
import { must, root, run } from './run.mjs'

const nodeMajor = 24
const pnpmVersion = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).packageManager.split('@')[1]
const windows = process.platform === 'win32'

/**
 * Finds Node 24 and the pinned pnpm: on the PATH, else where they were found last time, else through npx, which fetches
 * them from the registry once.
 *
 * @returns {{ node: string, env: NodeJS.ProcessEnv }} the program, and an environment whose PATH leads to both.
 */
export function findToolchain() {
  const here = usable({ node: process.execPath, folders: [] })
  if (here) return here
  const known = recall('toolchain.json')
  const again = known ? usable(JSON.parse(known)) : null
  if (again) return again
  console.log(`Bringing Node ${nodeMajor} and pnpm ${pnpmVersion} (once) ...`)
  const found = fetchToolchain()
  const fetched = usable(found)
  if (!fetched) throw new Error(`npx did not bring a working Node ${nodeMajor} and pnpm ${pnpmVersion}.`)
  remember('toolchain.json', JSON.stringify(found))
  return fetched
}

function usable({ node, folders }) {
  if (!existsSync(node) || !versionOf(node, process.env)?.startsWith(`v${nodeMajor}.`)) return null
  const path = [dirname(node), ...folders, process.env.PATH ?? ''].join(delimiter)
  const env = { ...process.env, PATH: path }
  return versionOf('pnpm', env) === pnpmVersion ? { node, env } : null
}

function versionOf(program, env) {
  // In a folder of its own, so that no package.json makes pnpm switch to another version.
  const { stdout, status } = spawnSync(program, ['--version'], {
    env,
    cwd: dirname(process.execPath),
    encoding: 'utf8',
    shell: windows,
  })
  return status === 0 ? stdout.trim() : null
}

function fetchToolchain() {
  const args = ['exec', '--yes', `--package=node@${nodeMajor}`, `--package=pnpm@${pnpmVersion}`]
  const report = 'node -p "JSON.stringify([process.execPath, process.env.PATH])"'
  // Run by npm, we know which one; by hand, the PATH does.
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js') ? [process.execPath, process.env.npm_execpath] : ['npm']
  const [command, ...first] = npm
  const { stdout, status, error } = spawnSync(command, [...first, ...args, '-c', report], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: windows && npm.length === 1,
  })
  if (status !== 0)
    throw new Error(
      `npx could not bring Node ${nodeMajor} and pnpm ${pnpmVersion}: ${error?.message ?? `exit ${status}`}`,
    )
  const [node, path] = JSON.parse(stdout.trim().split('\n').at(-1))
  const folder = path.split(delimiter).find((entry) => existsSync(join(entry, windows ? 'pnpm.cmd' : 'pnpm')))
  return { node: realpathSync(node), folders: folder ? [folder] : [] }
}

/** Installs what the lockfile names, unless that has been done. */
export async function installPackages({ env }) {
  const manifests = ['apps', 'packages'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/package.json`),
  )
  const inputs = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', 'e2e/package.json', ...manifests]
  const stamp = `${fingerprint(inputs)} ${process.platform}-${process.arch}`
  if (recall('installed') === stamp && existsSync(join(root, 'node_modules', '.modules.yaml'))) return
  console.log('Installing packages from the lockfile ...')
  remember('installed', null)
  const quiet = { ...env, pnpm_config_confirm_modules_purge: 'false' }
  must(await run('pnpm', ['install', '--frozen-lockfile', '--reporter=append-only'], { env: quiet }))
  remember('installed', stamp)
}

/** Generates the typed database clients, unless the schema is the one they were generated from. */
export async function generateClients({ node, env }) {
  must(await run(node, ['packages/db/src/cli/generate.ts'], { env }))
}

/** Builds the dashboard, unless its sources are those it was built from. */
export async function buildWeb({ node, env }) {
  if (!existsSync(join(root, 'apps', 'web', 'index.html'))) return
  const stamp = fingerprint(['apps/web/', 'packages/contracts/src/', 'pnpm-lock.yaml'])
  if (recall('web') === stamp && existsSync(join(root, 'apps', 'web', 'dist', 'index.html'))) return
  console.log('Building the dashboard ...')
  remember('web', null)
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  const production = { ...env, NODE_ENV: 'production' }
  must(await run(node, [vite, 'build', '--logLevel', 'warn'], { env: production, cwd: join(root, 'apps', 'web') }))
  remember('web', stamp)
}
