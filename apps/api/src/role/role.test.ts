import { defaultRoles, permissionNames } from '@framewright/contracts/permissions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'
import { ensureDefaultRoles } from './default-roles.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const forbidden = { domainCode: 'FORBIDDEN' }
const broken = { domainCode: 'RULE_VIOLATED' }
const byCode = (code: string) => shop.deps.prisma.role.findUniqueOrThrow({ where: { code } })

describe('roles', () => {
  it('are there from the start, with how many have them', async () => {
    const { api } = await shop.role('ADMIN')
    const { items, total } = await api.role.list()
    expect(total).toBe(items.length)
    expect(items.find((role) => role.code === 'ADMIN')).toMatchObject({ system: true, users: 1 })
    expect(items.find((role) => role.code === 'SUPERADMIN')?.permissions).toEqual(permissionNames)
    expect(await api.role.permissions()).toHaveLength(permissionNames.length)
  })

  it('are made, changed and deleted, each with its event', async () => {
    const { api } = await shop.role('ADMIN')
    const role = await api.role.create({
      code: 'FITTER',
      name: 'Fitter',
      permissions: ['item.read', 'frame.read', 'frame.read'],
    })
    expect(role).toMatchObject({ permissions: ['frame.read', 'item.read'], system: false, users: 0, version: 1 })
    const changed = await api.role.update({ id: role.id, version: 1, permissions: ['frame.read', 'stock.read'] })
    expect(changed).toMatchObject({ permissions: ['frame.read', 'stock.read'], version: 2, name: 'Fitter' })
    await expect(api.role.update({ id: role.id, version: 1, name: 'Late' })).rejects.toMatchObject({
      domainCode: 'VERSION_CONFLICT',
    })
    expect(await api.role.remove({ id: role.id })).toEqual({ ok: true })
    await expect(api.role.get({ id: role.id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    const events = await shop.deps.prisma.event.findMany({ where: { entity: 'role', entityId: role.id } })
    expect(events.map((event) => event.type)).toEqual(['role.created', 'role.updated', 'role.removed'])
    expect(events[1]?.payload).toEqual({ granted: ['stock.read'], taken: ['item.read'] })
  })

  it('refuse a code that is taken', async () => {
    const { api } = await shop.role('ADMIN')
    await expect(api.role.create({ code: 'ADMIN', name: 'Another' })).rejects.toMatchObject({
      domainCode: 'DUPLICATE',
    })
  })

  it('are not deleted while somebody has them, nor when they came with the shop', async () => {
    const { api } = await shop.role('ADMIN')
    const role = await api.role.create({ code: 'IN_USE', name: 'In use', permissions: ['frame.read'] })
    await shop.person('IN_USE')
    await expect(api.role.remove({ id: role.id })).rejects.toMatchObject(broken)
    await expect(api.role.remove({ id: (await byCode('DRIVER')).id })).rejects.toMatchObject(broken)
  })

  it('cannot be given to somebody in the moment they are deleted', async () => {
    const { api } = await shop.role('ADMIN')
    for (let i = 0; i < 5; i++) {
      const role = await api.role.create({ code: `FLEETING_${i}`, name: 'Fleeting', permissions: [] })
      const { userId } = await shop.person('VIEWER')
      const both = await Promise.allSettled([
        api.role.remove({ id: role.id }),
        api.user.update({ id: userId, roleId: role.id }),
      ])
      expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    }
  })
})

describe('nobody grants what they do not hold', () => {
  it('to a new role, or to one that exists', async () => {
    const { api } = await shop.role('ADMIN')
    const more = { code: 'MORE', name: 'More', permissions: ['developer.tools' as const] }
    await expect(api.role.create(more)).rejects.toMatchObject({
      ...forbidden,
      details: { permission: 'developer.tools' },
    })
    const viewer = await byCode('VIEWER')
    const raise = { id: viewer.id, permissions: [...permissionNames] }
    await expect(api.role.update(raise)).rejects.toMatchObject(forbidden)
    expect((await byCode('VIEWER')).permissions).toEqual(viewer.permissions)
  })

  it('nor takes it from one, nor changes a role above their own', async () => {
    const { api } = await shop.role('ADMIN')
    const boss = await shop.role('SUPERADMIN')
    const role = await boss.api.role.create({
      code: 'TOOLSMITH',
      name: 'Toolsmith',
      permissions: ['frame.read', 'developer.tools'],
    })
    await expect(api.role.update({ id: role.id, permissions: ['frame.read'] })).rejects.toMatchObject(forbidden)
    await expect(api.role.update({ id: role.id, name: 'Mine' })).rejects.toMatchObject(forbidden)
    await expect(api.role.remove({ id: role.id })).rejects.toMatchObject(forbidden)
    const superadmin = await byCode('SUPERADMIN')
    await expect(api.role.update({ id: superadmin.id, name: 'Nobody' })).rejects.toMatchObject(forbidden)
  })
})

describe('the super administrator’s role', () => {
  it('always holds every permission', async () => {
    const { api } = await shop.role('SUPERADMIN')
    const { id } = await byCode('SUPERADMIN')
    await expect(api.role.update({ id, permissions: ['frame.read'] })).rejects.toMatchObject(broken)
    await expect(api.role.update({ id, permissions: [] })).rejects.toMatchObject(broken)
    expect(await api.role.update({ id, name: 'Owner', permissions: [...permissionNames] })).toMatchObject({
      name: 'Owner',
    })
  })

  it('gains what a newer version brings, while edited roles stay as they are', async () => {
    const { prisma } = shop.deps
    await prisma.role.update({ where: { code: 'SUPERADMIN' }, data: { permissions: ['frame.read'] } })
    await prisma.role.update({ where: { code: 'DRIVER' }, data: { permissions: [] } })
    await prisma.role.deleteMany({ where: { code: 'QC' } })
    await prisma.role.update({
      where: { code: 'PLANNER' },
      data: { permissions: ['frame.read', 'user.read'], given: ['user.read', 'frame.read'] },
    })
    await prisma.role.update({ where: { code: 'VIEWER' }, data: { permissions: ['frame.read'] } })
    await Promise.all([ensureDefaultRoles(shop.deps), ensureDefaultRoles(shop.deps)])
    expect((await byCode('SUPERADMIN')).permissions.toSorted()).toEqual(permissionNames.toSorted())
    expect((await byCode('DRIVER')).permissions).toEqual([])
    expect((await byCode('VIEWER')).permissions).toEqual(['frame.read'])
    const planner = await byCode('PLANNER')
    expect(planner.permissions.toSorted()).toEqual([...(defaultRoles.PLANNER?.permissions ?? [])].toSorted())
    const events = await prisma.event.findMany({ where: { type: 'role.updated', entityId: planner.id } })
    expect(events.map(({ payload }) => payload)).toMatchObject([{ upgrade: true }])
    expect((await byCode('QC')).system).toBe(true)
  })
})
