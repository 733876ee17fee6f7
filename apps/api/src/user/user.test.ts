import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { byToken, goodPassword } from '../testing/people.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let roleIds: Record<string, number>
beforeAll(async () => {
  shop = await openShop()
  const roles = await shop.deps.prisma.role.findMany()
  roleIds = Object.fromEntries(roles.map((role) => [role.code, role.id]))
})
afterAll(() => shop.close())

const roleId = (code: string) => roleIds[code] ?? 0
const forbidden = { domainCode: 'FORBIDDEN' }
const broken = { domainCode: 'RULE_VIOLATED' }
let count = 0
const somebody = (roleCode: string) => {
  const username = `somebody${++count}`
  return { username, email: `${username}@example.com`, password: goodPassword, roleId: roleId(roleCode) }
}

describe('users', () => {
  it('are created with a role, can sign in, and are told in the history without a secret', async () => {
    const { api, caller } = await shop.role('ADMIN')
    const input = { ...somebody('PLANNER'), firstName: 'Pat', lastName: 'Planner' }
    const user = await api.user.create(input)
    expect(user).toMatchObject({
      username: input.username,
      roleAssigned: true,
      active: true,
      lastLogin: null,
      version: 1,
    })
    expect(user.role.code).toBe('PLANNER')
    await shop.as(null).auth.login(input)
    const events = await shop.deps.prisma.event.findMany({ where: { entity: 'user', entityId: user.id } })
    expect(events).toMatchObject([{ type: 'user.created', actorId: caller.userId, ownerId: user.id }])
    expect(JSON.stringify(events[0]?.payload)).not.toMatch(/argon2|password/i)
  })

  it('refuse taken names, unknown roles and short passwords', async () => {
    const { api } = await shop.role('ADMIN')
    const first = somebody('VIEWER')
    await api.user.create(first)
    const taken = { ...somebody('VIEWER'), username: first.username.toUpperCase() }
    await expect(api.user.create(taken)).rejects.toMatchObject({ domainCode: 'DUPLICATE' })
    await expect(api.user.create({ ...somebody('VIEWER'), roleId: 999_999 })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    await expect(api.user.create({ ...somebody('VIEWER'), password: 'short' })).rejects.toThrow()
  })

  it('keep no trace of the password in what is kept for a repeated request', async () => {
    const { caller } = await shop.role('ADMIN')
    const once = shop.as(caller, { idempotencyKey: 'make-one' })
    const input = somebody('VIEWER')
    const [a, b] = [await once.user.create(input), await once.user.create(input)]
    expect(b.id).toBe(a.id)
    const { createHash } = await import('node:crypto')
    const kept = await shop.deps.prisma.idempotencyKey.findMany()
    expect(JSON.stringify(kept)).not.toContain(goodPassword)
    const { password: _, ...rest } = input
    const sorted = Object.fromEntries(
      Object.entries({ ...rest, firstName: '', lastName: '', mustChangePassword: false }).sort(),
    )
    expect(kept[0]?.bodyHash).toBe(createHash('sha256').update(JSON.stringify(sorted)).digest('hex'))
  })

  it('are listed, found, filtered, sorted and paged', async () => {
    const { api } = await shop.role('ADMIN')
    for (let i = 0; i < 5; i++)
      await api.user.create({ ...somebody('INSTALLER'), firstName: `Ivy${i}`, lastName: 'Install' })
    for (const sort of ['username', '-name', 'role', '-dateJoined', 'lastLogin', '-lastLogin'] as const) {
      const seen: number[] = []
      let cursor: string | undefined
      do {
        const page = await api.user.list({ roleId: roleId('INSTALLER'), sort, limit: 2, cursor })
        seen.push(...page.items.map((user) => user.id))
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      expect(new Set(seen).size, sort).toBe(5)
      expect(seen).toHaveLength(5)
    }
    expect((await api.user.list({ search: 'ivy3 inst' })).items).toHaveLength(1)
    expect((await api.user.list({ search: '%' })).items).toHaveLength(0)
    const all = await api.user.list({ limit: 200 })
    expect(all.total).toBe(all.items.length)
    expect((await api.user.list({ active: false })).items).toHaveLength(0)
  })

  it('can be picked for work by what they may do', async () => {
    const { api } = await shop.role('PLANNER')
    const admin = (await shop.role('ADMIN')).api
    const glazer = await admin.user.create({ ...somebody('GLAZER'), firstName: 'Gil', lastName: 'Glass' })
    await shop.as(null).auth.register({ ...somebody('VIEWER'), username: 'stranger', email: 'stranger@example.com' })
    const glazers = await api.user.people({ kind: 'GLAZING' })
    expect(glazers.map((person) => person.id)).toContain(glazer.id)
    expect(new Set(glazers.map((person) => person.roleCode))).not.toContain('ASSEMBLER')
    expect(await api.user.people({ search: 'gil gl' })).toEqual([
      { id: glazer.id, name: 'Gil Glass', username: glazer.username, roleCode: 'GLAZER', avatar: null },
    ])
    expect(await api.user.people({ search: 'stranger' })).toEqual([])
    await admin.user.update({ id: glazer.id, active: false })
    expect(await api.user.people({ search: 'gil gl' })).toEqual([])
  })

  it('are assigned a role that ends their waiting', async () => {
    const { api } = await shop.role('ADMIN')
    const me = await shop.as(null).auth.register(somebody('VIEWER'))
    expect(await api.user.update({ id: me.id, roleId: roleId('VIEWER') })).toMatchObject({ roleAssigned: true })
  })

  it('refuse a change based on an old version', async () => {
    const { api } = await shop.role('ADMIN')
    const { id, version } = await api.user.create(somebody('VIEWER'))
    const edits = await Promise.allSettled(['A', 'B'].map((firstName) => api.user.update({ id, version, firstName })))
    expect(edits.filter((edit) => edit.status === 'fulfilled')).toHaveLength(1)
  })

  it('are deleted while nothing refers to them, and deactivated otherwise', async () => {
    const { api } = await shop.role('ADMIN')
    const fresh = await api.user.create(somebody('PLANNER'))
    expect(await api.user.remove({ id: fresh.id })).toEqual({ ok: true })
    await expect(api.user.get({ id: fresh.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })

    const busy = await shop.role('PLANNER')
    await busy.api.frame.create({ name: 'Window', material: 'Oak', widthMm: 500, heightMm: 500 })
    await expect(api.user.remove({ id: busy.caller.userId })).rejects.toMatchObject(broken)

    const worker = await api.user.create(somebody('GLAZER'))
    const frame = await shop.deps.prisma.frame.findFirstOrThrow()
    await busy.api.workOrder.create({ frameId: frame.id, description: 'Glaze', assignedToId: worker.id })
    await expect(api.user.remove({ id: worker.id })).rejects.toThrow(/Deactivate/)
    expect((await api.user.update({ id: worker.id, active: false })).active).toBe(false)
  })
})

describe('nobody rises above themselves', () => {
  it('by giving a role that holds more, to others or to themselves', async () => {
    const { api, caller } = await shop.role('ADMIN')
    await expect(api.user.create(somebody('SUPERADMIN'))).rejects.toMatchObject({
      ...forbidden,
      details: { permission: 'developer.tools' },
    })
    const user = await api.user.create(somebody('VIEWER'))
    for (const id of [user.id, caller.userId])
      await expect(api.user.update({ id, roleId: roleId('SUPERADMIN') })).rejects.toMatchObject(forbidden)
    expect((await api.user.get({ id: user.id })).role.code).toBe('VIEWER')
  })

  it('by changing somebody who holds more', async () => {
    const { api } = await shop.role('ADMIN')
    const { userId: id } = await shop.person('SUPERADMIN')
    await expect(api.user.update({ id, email: 'mine@example.com' })).rejects.toMatchObject(forbidden)
    await expect(api.user.update({ id, active: false })).rejects.toMatchObject(forbidden)
    await expect(api.user.setPassword({ id, password: goodPassword })).rejects.toMatchObject(forbidden)
    await expect(api.user.remove({ id })).rejects.toMatchObject(forbidden)
  })

  it('with a role that writes users and little else', async () => {
    const boss = await shop.role('SUPERADMIN')
    const clerk = await boss.api.role.create({
      code: 'CLERK',
      name: 'Clerk',
      permissions: ['user.read', 'user.write', 'frame.read'],
    })
    const { caller } = await shop.role('VIEWER')
    const api = shop.as({ ...caller, permissions: new Set(['user.read', 'user.write', 'frame.read']) })
    await expect(api.user.create(somebody('VIEWER'))).rejects.toMatchObject(forbidden)
    await api.user.create({ ...somebody('VIEWER'), roleId: clerk.id })
    await expect(api.user.update({ id: caller.userId, roleId: roleId('ADMIN') })).rejects.toMatchObject(forbidden)
  })

  it('with a key that holds only a part of what its owner may', async () => {
    const { caller } = await shop.role('ADMIN')
    const key = shop.as({ ...caller, permissions: new Set(['user.read', 'user.write']), apiKeyId: 1 })
    await expect(key.user.setPassword({ id: caller.userId, password: goodPassword })).rejects.toMatchObject(forbidden)
    await expect(key.user.update({ id: caller.userId, email: 'me@example.com' })).rejects.toMatchObject(forbidden)
    await expect(key.user.create(somebody('VIEWER'))).rejects.toMatchObject(forbidden)
  })

  it('without the permission at all', async () => {
    const { api } = await shop.role('MANAGER')
    await expect(api.user.create(somebody('VIEWER'))).rejects.toMatchObject(forbidden)
    const planner = await shop.role('GLAZER')
    await expect(planner.api.user.list({})).rejects.toMatchObject(forbidden)
  })
})

describe('the last active super administrator', () => {
  async function onlySuperadmins(number: number) {
    await shop.deps.prisma.user.updateMany({ where: { roleId: roleId('SUPERADMIN') }, data: { active: false } })
    return Promise.all(Array.from({ length: number }, () => shop.role('SUPERADMIN')))
  }
  const living = () => shop.deps.prisma.user.count({ where: { roleId: roleId('SUPERADMIN'), active: true } })

  it('cannot be deactivated, removed or given another role, by nobody', async () => {
    const [boss] = await onlySuperadmins(1)
    const id = boss?.caller.userId ?? 0
    // Somebody who holds as much under another role.
    const equal = shop.as({ ...(await shop.person('ADMIN')), permissions: boss?.caller.permissions ?? new Set() })
    for (const api of [boss?.api, equal]) {
      await expect(api?.user.update({ id, active: false })).rejects.toMatchObject(broken)
      await expect(api?.user.update({ id, roleId: roleId('ADMIN') })).rejects.toMatchObject(broken)
      await expect(api?.user.remove({ id })).rejects.toMatchObject(broken)
    }
    expect(
      await equal.user.update({ id, firstName: 'Still', active: true, roleId: roleId('SUPERADMIN') }),
    ).toMatchObject({ firstName: 'Still' })
    expect(await living()).toBe(1)
  })

  it.each([1, 2, 3, 4, 5])('remains when all demote one another at once (round %i)', async () => {
    const bosses = await onlySuperadmins(4)
    const acts = await Promise.allSettled(
      bosses.map(({ api }, i) => {
        const id = bosses[(i + 1) % bosses.length]?.caller.userId ?? 0
        if (i % 3 === 0) return api.user.update({ id, roleId: roleId('VIEWER') })
        return i % 3 === 1 ? api.user.update({ id, active: false }) : api.user.remove({ id })
      }),
    )
    for (const act of acts) if (act.status === 'rejected') expect(act.reason).toMatchObject(broken)
    expect(acts.filter((act) => act.status === 'fulfilled')).toHaveLength(3)
    expect(await living()).toBe(1)
  })
})

describe('a temporary password', () => {
  it('is made up where none is given, told once, and opens nothing but changing it', async () => {
    const { caller, api } = await shop.role('ADMIN')
    const made = await api.user.create({ email: 'new.person@example.com', roleId: roleId('PLANNER') })
    expect(made).toMatchObject({ username: 'new.person@example.com', mustChangePassword: true })
    const given = made.temporaryPassword ?? ''
    expect(given).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/)
    const anonymous = shop.as(null)
    const first = await anonymous.auth.login({ username: made.email, password: given })
    expect(first).toMatchObject({ permissions: [], menus: [], user: { mustChangePassword: true } })
    const locked = await byToken(shop, first.accessToken)
    await expect(locked.workOrder.list({})).rejects.toMatchObject(forbidden)
    await expect(locked.auth.changePassword({ currentPassword: given, newPassword: given })).rejects.toMatchObject({
      details: { rule: 'samePassword' },
    })
    await locked.auth.changePassword({ currentPassword: given, newPassword: 'a password of my own' })
    const free = await byToken(shop, first.accessToken)
    expect((await free.auth.verify()).menus.map((menu) => menu.key)).toContain('work-orders')
    await free.workOrder.list({})
    // Set anew it locks again, whoever is signed in; and what is kept for a repeated request does not hold it.
    const once = shop.as(caller, { idempotencyKey: 'reset' })
    const reset = await once.user.setPassword({ id: made.id })
    expect(await once.user.setPassword({ id: made.id })).toEqual({ ok: true })
    const kept = JSON.stringify(await shop.deps.prisma.idempotencyKey.findMany())
    expect(kept).not.toContain(reset.temporaryPassword)
    expect(
      await byToken(shop, first.accessToken)
        .then((one) => one.auth.me())
        .catch((e) => e.domainCode),
    ).toBe('UNAUTHENTICATED')
  })

  it('is asked to be changed for one that was given where the administrator says so', async () => {
    const { api } = await shop.role('ADMIN')
    const person = somebody('VIEWER')
    expect(await api.user.create(person)).toMatchObject({ mustChangePassword: false })
    expect(await api.user.create({ ...somebody('VIEWER'), mustChangePassword: true })).toMatchObject({
      mustChangePassword: true,
    })
  })
})
