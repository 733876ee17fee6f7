import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthenticator } from '../auth/authenticate.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const password = 'typed at the terminal'

/** Runs `pnpm cli …` as a shell would. */
async function cli(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const main = join(import.meta.dirname, 'main.ts')
  const { DEBUG: _, ...env } = process.env
  const child = spawn(process.execPath, [main, ...args], { env: { ...env, DATABASE_URL: shop.url } })
  let out = ''
  let err = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    err += chunk
  })
  child.stdin.on('error', () => {})
  child.stdin.end(input)
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, out, err }
}

describe('pnpm cli user', () => {
  it('creates somebody who can sign in, with the password from standard input', async () => {
    const args = ['user', 'create', 'ann', '--email', 'ann@example.com', '--role', 'planner', '--first-name', 'Ann']
    const { code, out, err } = await cli(args, `${password}\n`)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).not.toContain(password)
    const { user } = await shop.as(null).auth.login({ username: 'ann', password })
    expect(user).toMatchObject({ firstName: 'Ann', role: { code: 'PLANNER' }, roleAssigned: true })
    const events = await shop.deps.prisma.event.findMany({ where: { entity: 'user', entityId: user.id } })
    expect(events).toMatchObject([{ type: 'user.created', actorId: null }])
  })

  it('sets a password and ends the sessions', async () => {
    const { accessToken } = await shop.as(null).auth.login({ username: 'ann', password })
    const { code, out } = await cli(['user', 'set-password', 'ANN@example.com', '--password', 'another password'])
    expect(code).toBe(0)
    expect(out).toContain('ann')
    expect(await createAuthenticator(shop.deps).byToken(accessToken)).toBeNull()
    await shop.as(null).auth.login({ username: 'ann', password: 'another password' })
  })

  it('lists people, for people and for programs', async () => {
    expect((await cli(['user', 'list'])).out).toMatch(/ann +PLANNER/)
    const people = JSON.parse((await cli(['user', 'list', '--json'])).out)
    expect(people).toMatchObject([{ username: 'ann', role: 'PLANNER', active: true }])
    expect(Object.keys(people[0]).join()).not.toMatch(/password/i)
  })

  it.each([
    ['a name that is taken', ['user', 'create', 'ANN', '--email', 'b@example.com', '--role', 'VIEWER'], /taken/],
    ['a role there is not', ['user', 'create', 'bob', '--email', 'b@example.com', '--role', 'KING'], /SUPERADMIN/],
    ['a user there is not', ['user', 'set-password', 'nobody'], /no user nobody/],
  ])('fails with 1 and one sentence for %s', async (_, args, sentence) => {
    const { code, out, err } = await cli(args, `${password}\n`)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it.each([
    [[]],
    [['bogus']],
    [['constructor']],
    [['user']],
    [['user', 'bogus']],
    [['user', 'list', 'too', 'many']],
    [['user', 'list', '--bogus']],
    [['user', 'create', 'x', '--role', 'VIEWER']],
    [['user', 'create', 'bob', '--email', 'b@example.com', '--role', 'VIEWER', '--password', 'short']],
    [['user', 'set-password']],
  ])('explains itself and gives 2 when called as %j', async (args) => {
    const { code, out, err } = await cli(args)
    expect(code).toBe(2)
    expect(out + err).toMatch(/Usage: pnpm cli/)
    expect(err).not.toMatch(/\n +at /)
  })

  it('helps', async () => {
    for (const args of [['--help'], ['user', '--help'], ['user', 'create', '-h']]) {
      const { code, out } = await cli(args)
      expect(code).toBe(0)
      expect(out).toMatch(/Usage: pnpm cli/)
    }
  })
})
