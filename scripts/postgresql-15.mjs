// The oldest PostgreSQL we support, where the machine has it: a cluster of its own for one test run, removed afterwards.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const folders = ['/usr/lib/postgresql/15/bin', '/usr/pgsql-15/bin', '/opt/homebrew/opt/postgresql@15/bin']

/** Where PostgreSQL 15 is installed, or undefined. */
export const findPostgresql15 = () => folders.find((folder) => existsSync(join(folder, 'initdb')))

/**
 * Runs something while a cluster of that installation listens on a free port of loopback.
 * @param work is given its connection string.
 */
export async function withPostgresql15(bin, work) {
  const place = mkdtempSync(join(tmpdir(), 'framewright-pg15-'))
  const account = unprivileged()
  const data = join(place, 'data')
  const as = { ...account, cwd: place, env: { PATH: process.env.PATH, LC_ALL: 'C' } }
  let server
  try {
    if (account) chownSync(place, account.uid, account.gid)
    const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--username=framewright', '--auth=trust', '--no-sync']
    const made = spawnSync(join(bin, 'initdb'), ['-D', data, ...locale], { ...as, encoding: 'utf8' })
    if (made.status !== 0) throw new Error(`initdb of PostgreSQL 15 failed:\n${made.stderr}`)
    const port = await freePort()
    server = spawn(join(bin, 'postgres'), ['-D', data, ...settings(port)], { ...as, stdio: 'ignore' })
    await ready(data, server)
    return await work(`postgresql://framewright@127.0.0.1:${port}/postgres`)
  } finally {
    if (server && server.exitCode === null) {
      const ended = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGQUIT')
      await ended
    }
    rmSync(place, { recursive: true, force: true })
  }
}

/** Nothing in it has to outlast the run. */
function settings(port) {
  const values = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 200,
    timezone: 'UTC',
    jit: 'off',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** PostgreSQL refuses to run as root; there it gets the account its package has made, or nobody's. */
function unprivileged() {
  if (process.getuid?.() !== 0) return undefined
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n')
  const entry = ['postgres', 'framewright', 'nobody']
    .map((name) => accounts.find((line) => line.startsWith(`${name}:`)))
    .find(Boolean)
  if (!entry) throw new Error('There is no account without privileges to run PostgreSQL 15 under')
  const [, , uid, gid] = entry.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

async function ready(data, server) {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL 15 ended with ${server.exitCode} while starting`)
    const file = join(data, 'postmaster.pid')
    if (existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready') return
    await sleep(100)
  }
  throw new Error('PostgreSQL 15 was not ready within 30 s')
}

async function freePort() {
  const probe = createServer()
  await new Promise((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address()
  await new Promise((resolve) => probe.close(resolve))
  return port
}
