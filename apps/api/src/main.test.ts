import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createTestDatabase } from '@framewright/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let database: Awaited<ReturnType<typeof createTestDatabase>>
const children = new Set<ChildProcess>()

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await database.drop()
})

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { ...process.env, DATABASE_URL: database.url, PORT: '0', FRAMEWRIGHT_LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  return {
    child,
    output: () => output,
    exit: once(child, 'exit').then(([code]) => code as number | null),
    ready: async () => {
      await expect.poll(() => output, { timeout: 20_000 }).toContain('is ready')
      return /http:\/\/localhost:\d+/.exec(output)?.[0] ?? ''
    },
  }
}

describe('the server process', () => {
  it('shows the first credentials once, and ends in order with streams open', async () => {
    const first = start({})
    const url = await first.ready()
    const [, username, password] = /username {2}(\S+)\n {4}password {2}(\S+)/.exec(first.output()) ?? []
    const login = await fetch(`${url}/api/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    })
    const { accessToken } = (await login.json()) as { accessToken: string }
    const stream = await fetch(`${url}/api/live/events`, { headers: { authorization: `Bearer ${accessToken}` } })
    const began = performance.now()
    first.child.kill('SIGTERM')
    // The stream ends; it does not break.
    expect(await stream.text()).toContain('retry:')
    expect(await first.exit).toBe(0)
    expect(performance.now() - began).toBeLessThan(5_000)
    for (const secret of [password, accessToken]) {
      const logged = first
        .output()
        .split('\n')
        .filter((line) => line.startsWith('{'))
      expect(logged.join('\n')).not.toContain(secret)
    }

    const second = start({})
    await second.ready()
    expect(second.output()).not.toContain('password')
    second.child.kill('SIGINT')
    expect(await second.exit).toBe(0)
  }, 60_000)

  it('says in a sentence that its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const refused = start({ PORT: String(port) })
    expect(await refused.exit).toBe(1)
    expect(refused.output()).toContain(`Port ${port} is taken by another program.`)
    taken.close()
  }, 60_000)

  it('says what is wrong with its configuration', async () => {
    const refused = start({ PORT: 'http' })
    expect(await refused.exit).toBe(1)
    expect(refused.output()).toContain('PORT:')
  }, 60_000)

  it('says that the database cannot be reached', async () => {
    const refused = start({ DATABASE_URL: 'postgresql://x:secret@127.0.0.1:1/x' })
    expect(await refused.exit).toBe(1)
    expect(refused.output()).toContain('Framewright could not start')
    expect(refused.output()).not.toContain('secret')
  }, 60_000)
})
