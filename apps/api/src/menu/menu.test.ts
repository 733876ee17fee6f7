import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const roleId = async (code: string) => (await shop.deps.prisma.role.findUniqueOrThrow({ where: { code } })).id
const keys = async (api: Awaited<ReturnType<Shop['role']>>['api']) => (await api.menu.mine()).map((menu) => menu.key)

describe('a menu', () => {
  it('hidden from a role is gone for its people, and what it leads to stays theirs', async () => {
    const admin = await shop.role('ADMIN')
    const planner = await shop.role('PLANNER')
    const before = await keys(planner.api)
    expect(before).toContain('tasks')
    const role = await roleId('PLANNER')
    const access = await admin.api.menu.setForRole({ roleId: role, menu: 'tasks', shown: false })
    expect(access.roles.find((one) => one.id === role)).toMatchObject({ hidden: ['tasks'] })
    expect(await keys(planner.api)).toEqual(before.filter((key) => key !== 'tasks'))
    expect((await planner.api.auth.verify()).menus.map((menu) => menu.key)).not.toContain('tasks')
    await planner.api.task.list({})
    await admin.api.menu.setForRole({ roleId: role, menu: 'tasks', shown: true })
    expect(await keys(planner.api)).toEqual(before)
  })

  it('is shown or hidden to one person whatever their role, until the exception ends', async () => {
    const admin = await shop.role('ADMIN')
    const [one, other] = [await shop.role('QC'), await shop.role('QC')]
    const role = await roleId('QC')
    await admin.api.menu.setForRole({ roleId: role, menu: 'stock', shown: false })
    const { userId } = one.caller
    const of = async () => (await admin.api.menu.ofUser({ userId })).menus.find((menu) => menu.key === 'stock')
    await admin.api.menu.setForUser({ userId, menu: 'stock', access: 'SHOW' })
    expect(await keys(one.api)).toContain('stock')
    expect(await keys(other.api)).not.toContain('stock')
    expect(await of()).toMatchObject({ opens: true, byRole: false, exception: 'SHOW', seen: true })
    await admin.api.menu.setForUser({ userId, menu: 'stock', access: 'INHERIT' })
    expect(await keys(one.api)).not.toContain('stock')
    await admin.api.menu.setForRole({ roleId: role, menu: 'stock', shown: true })
    await admin.api.menu.setForUser({ userId, menu: 'stock', access: 'HIDE' })
    expect(await keys(one.api)).not.toContain('stock')
    expect((await admin.api.menu.access()).exceptions).toMatchObject([
      { user: { id: userId }, menu: 'stock', shown: false },
    ])
  })

  it('shown to somebody grants nothing: where permissions do not lead, it is not seen, and the server refuses', async () => {
    const admin = await shop.role('ADMIN')
    const glazer = await shop.role('GLAZER')
    const { userId } = glazer.caller
    const after = await admin.api.menu.setForUser({ userId, menu: 'users', access: 'SHOW' })
    expect(after.menus.find((menu) => menu.key === 'users')).toMatchObject({ opens: false, seen: false })
    expect(await keys(glazer.api)).not.toContain('users')
    await expect(glazer.api.user.list({})).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
  })

  it('is not changed for a role or a person that may do more than the caller', async () => {
    const admin = await shop.role('ADMIN')
    const superadmin = await shop.role('SUPERADMIN')
    const forbidden = { domainCode: 'FORBIDDEN' }
    const hide = { roleId: await roleId('SUPERADMIN'), menu: 'users', shown: false }
    await expect(admin.api.menu.setForRole(hide)).rejects.toMatchObject(forbidden)
    const { userId } = superadmin.caller
    await expect(admin.api.menu.setForUser({ userId, menu: 'users', access: 'HIDE' })).rejects.toMatchObject(forbidden)
  })

  it('that changed is told to the people of the role, who may read no roles, and to nobody else', async () => {
    const admin = await shop.role('ADMIN')
    const driver = await shop.person('DRIVER')
    const role = await roleId('DRIVER')
    const stream = shop.deps.feed.stream({ ...driver, roleId: role }, undefined, AbortSignal.timeout(10_000))
    const next = stream.next()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await admin.api.menu.setForRole({ roleId: await roleId('GLAZER'), menu: 'frames', shown: false })
    await admin.api.menu.setForRole({ roleId: role, menu: 'frames', shown: false })
    expect((await next).value).toMatchObject({
      type: 'role.menusChanged',
      entityId: role,
      payload: { menu: 'frames', shown: false },
    })
    await stream.return()
    // The same again changes nothing and tells nothing.
    const told = () => shop.deps.prisma.event.count({ where: { type: 'role.menusChanged' } })
    const before = await told()
    await admin.api.menu.setForRole({ roleId: role, menu: 'frames', shown: false })
    expect(await told()).toBe(before)
  })
})
