import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { type Engine, type EngineOptions, startEngine } from './engine.ts'

const run = promisify(execFile)
const engineModule = new URL('./engine.ts', import.meta.url).href
const isRoot = process.getuid?.() === 0
const cleanups: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

async function makeHome(mode = 0o755): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'framewright engine '))
  await chmod(parent, mode)
  const home = join(parent, '.framewright')
  cleanups.push(async () => {
    const pointer = await readFile(join(home, 'engine.json'), 'utf8').catch(() => '{}')
    const { instance = join(home, 'postgres') } = JSON.parse(pointer) as { instance?: string }
    await endByForce(instance)
    for (const folder of [instance, parent]) await rm(folder, { recursive: true, force: true })
  })
  return home
}

/** Whatever a test did to an engine, nothing of it stays. */
async function endByForce(instance: string): Promise<void> {
  const text = await readFile(join(instance, 'data', 'cluster', 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(text.split('\n')[0])
  if (!pid || pid === process.pid) return
  try {
    process.kill(pid, 'SIGQUIT')
    for (;;) {
      process.kill(pid, 0)
      await sleep(10)
    }
  } catch {
    // Gone.
  }
}

async function start(home: string, options: Partial<EngineOptions> = {}): Promise<Engine> {
  const engine = await startEngine({ home, durable: false, ...options })
  cleanups.push(engine.stop)
  return engine
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

async function postmasterPid(url: string): Promise<number> {
  const [row] = (await query(url, `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid`)) as {
    pid: number
  }[]
  return row?.pid ?? 0
}

/** A process of its own that starts the engine, says so, and waits to be killed. */
async function startElsewhere(home: string, durable = false): Promise<{ url: string; kill(): Promise<void> }> {
  const code = `
    const { startEngine } = await import(${JSON.stringify(engineModule)})
    const { url } = await startEngine({ home: ${JSON.stringify(home)}, own: true, durable: ${durable} })
    console.log(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return {
    url: chunk.toString().trim(),
    kill: async () => {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

describe('embedded PostgreSQL', () => {
  it('keeps its data from one start to the next and is gone in between', async () => {
    const home = await makeHome()
    const first = await start(home)
    expect(first.attached).toBe(false)
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    await first.stop()
    await expect(query(first.url, 'SELECT 1')).rejects.toThrow()
    const second = await start(home)
    expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('listens on the loopback address only, asks for the password and keeps that to its owner', async () => {
    const home = await makeHome()
    const { url } = await start(home)
    expect(await query(url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }])
    expect(await query(url, 'SHOW unix_socket_directories')).toEqual([{ unix_socket_directories: '' }])
    const wrong = new URL(url)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow(/password/)
    const { mode } = await stat(join(home, 'postgres', 'data', 'password'))
    expect(mode & 0o077).toBe(0)
  })

  it('attaches to a running engine and leaves it running', async () => {
    const home = await makeHome()
    const owner = await start(home, { own: true })
    const guest = await startEngine({ home, durable: false })
    expect(guest).toMatchObject({ attached: true, url: owner.url })
    await guest.stop()
    expect(await query(owner.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('runs until the last process that needs it lets go', async () => {
    const home = await makeHome()
    const first = await start(home, { own: true })
    const second = await start(home, { own: true })
    await first.stop()
    expect(await query(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    await second.stop()
    await expect(query(second.url, 'SELECT 1')).rejects.toThrow()
  })

  it('is adopted, and stopped, by the next start when its owner was killed', async () => {
    const home = await makeHome()
    const elsewhere = await startElsewhere(home)
    await elsewhere.kill()
    const heir = await start(home, { own: true })
    expect(heir).toMatchObject({ attached: true, url: elsewhere.url })
    await heir.stop()
    await expect(query(heir.url, 'SELECT 1')).rejects.toThrow()
  })

  it('starts again after everything was killed', async () => {
    const home = await makeHome()
    const elsewhere = await startElsewhere(home, true)
    await query(elsewhere.url, 'CREATE TABLE kept AS SELECT 42 AS answer')
    const pid = await postmasterPid(elsewhere.url)
    await elsewhere.kill()
    process.kill(pid, 'SIGKILL')
    const next = await start(home, { own: true })
    expect(next.attached).toBe(false)
    expect(await query(next.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }])
  })

  it('comes back on the same port when it dies under its owner', async () => {
    const home = await makeHome()
    const owner = await start(home, { own: true })
    process.kill(await postmasterPid(owner.url), 'SIGKILL')
    await expect
      .poll(() => query(owner.url, 'SELECT 1 AS one').catch(() => null), { timeout: 15_000 })
      .toEqual([{ one: 1 }])
  })

  it('is not kept from starting by a number that another process has now', async () => {
    const home = await makeHome()
    await (await start(home)).stop()
    const stale = join(home, 'postgres', 'data', 'cluster', 'postmaster.pid')
    await writeFile(stale, `${process.pid}\n${home}\n1\n1\n\n127.0.0.1\n\nready\n`)
    expect(await query((await start(home)).url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  })

  it('is started once when several ask at the same time', async () => {
    const home = await makeHome()
    const engines = await Promise.all([1, 2, 3].map(async () => await startElsewhere(home)))
    expect(new Set(engines.map(({ url }) => url)).size).toBe(1)
    for (const engine of engines) await engine.kill()
  })

  it('does not end when the terminal interrupts the processes it shows', async () => {
    const home = await makeHome()
    const { url } = await start(home)
    const { stdout } = await run('ps', ['-o', 'pgid=', '-p', String(await postmasterPid(url))])
    const { stdout: ours } = await run('ps', ['-o', 'pgid=', '-p', String(process.pid)])
    expect(stdout.trim()).not.toBe(ours.trim())
  })

  it.runIf(isRoot)('works for root in a folder that only root may enter', async () => {
    const home = await makeHome(0o700)
    const { url } = await start(home)
    expect(await query(url, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
    const { instance } = JSON.parse(await readFile(join(home, 'engine.json'), 'utf8')) as { instance: string }
    expect(instance).toMatch(/^\/var\/lib\/framewright\//)
  })
})
