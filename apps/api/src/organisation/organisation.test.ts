import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

describe.each(['department', 'jobTitle'] as const)('a %s', (kind) => {
  const field = kind === 'department' ? 'departmentId' : 'jobTitleId'

  it('is made, renamed, given to people, and deleted once nobody has it', async () => {
    const { api } = await shop.role('ADMIN')
    const made = await api[kind].create({ name: 'Glazing' })
    expect(made).toMatchObject({ name: 'Glazing', active: true, users: 0, version: 1 })
    await expect(api[kind].create({ name: 'GLAZING' })).rejects.toMatchObject({ domainCode: 'DUPLICATE' })
    const { id } = made
    const renamed = await api[kind].update({ id, version: 1, name: 'Glass shop' })
    expect(renamed).toMatchObject({ name: 'Glass shop', version: 2 })
    await expect(api[kind].update({ id, version: 1, name: 'Late' })).rejects.toMatchObject({
      domainCode: 'VERSION_CONFLICT',
    })
    const person = await shop.person('VIEWER')
    const user = await api.user.update({ id: person.userId, [field]: id })
    expect(user[kind]).toEqual({ id, name: 'Glass shop' })
    expect((await api.user.list({ [field]: id })).items.map((one) => one.id)).toEqual([person.userId])
    await expect(api[kind].remove({ id })).rejects.toMatchObject({ domainCode: 'RULE_VIOLATED' })
    expect((await api[kind].list({})).items).toMatchObject([{ id, users: 1 }])

    await api[kind].update({ id, active: false })
    expect((await api[kind].list({ active: true })).items).toEqual([])
    const other = await shop.person('VIEWER')
    await expect(api.user.update({ id: other.userId, [field]: id })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
    expect((await api.user.update({ id: person.userId, [field]: null }))[kind]).toBeNull()
    expect(await api[kind].remove({ id })).toEqual({ ok: true })
    await expect(api[kind].get({ id })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    const events = await shop.deps.prisma.event.findMany({ where: { entity: kind, entityId: id } })
    expect(events.map((event) => event.type.split('.')[1])).toEqual(['created', 'updated', 'updated', 'removed'])
  })

  it('cannot be given to somebody in the moment it is deleted', async () => {
    const { api } = await shop.role('ADMIN')
    for (let i = 0; i < 5; i++) {
      const { id } = await api[kind].create({ name: `Fleeting ${i}` })
      const { userId } = await shop.person('VIEWER')
      const both = await Promise.allSettled([api[kind].remove({ id }), api.user.update({ id: userId, [field]: id })])
      expect(both.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    }
  })
})
