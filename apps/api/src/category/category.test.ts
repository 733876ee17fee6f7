import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let api: Api
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('MANAGER')).api
})
afterAll(() => shop.close())

const make = (name: string, parentId?: number) => api.category.create({ name, parentId: parentId ?? null })

describe('categories', () => {
  it('are a tree in the order of its paths, with what is directly in each', async () => {
    const hinges = await make('Hinges')
    await make('Hinges and pins')
    const pins = await make('pins', hinges.id)
    await make('Glass')
    await api.item.create({ sku: 'PIN', name: 'Pin', categoryId: pins.id })
    const { items, total, nextCursor } = await api.category.list()
    expect(items.map((category) => [category.path, category.items])).toEqual([
      ['Glass', 0],
      ['Hinges', 0],
      ['Hinges › pins', 1],
      ['Hinges and pins', 0],
    ])
    expect([total, nextCursor]).toEqual([4, null])
  })

  it('carry a new name down to everything below', async () => {
    const a = await make('A')
    const b = await make('B', a.id)
    const c = await make('C', b.id)
    await api.item.create({ sku: 'DEEP', name: 'Deep', categoryId: c.id })
    expect((await api.category.update({ id: a.id, name: 'Alpha' })).path).toBe('Alpha')
    expect((await api.category.get({ id: c.id })).path).toBe('Alpha › B › C')
    expect((await api.category.update({ id: b.id, parentId: null })).path).toBe('B')
    expect((await api.item.list({ search: 'deep' })).items[0]?.category).toEqual({ id: c.id, path: 'B › C' })
  })

  it('have a name that is unique among its siblings, regardless of case', async () => {
    const one = await make('One')
    const two = await make('Two')
    const below = await make('Same', one.id)
    await make('Same', two.id)
    const taken = { domainCode: 'DUPLICATE', details: { field: 'name' } }
    await expect(make('SAME', one.id)).rejects.toMatchObject(taken)
    await expect(make('one')).rejects.toMatchObject(taken)
    await expect(api.category.update({ id: below.id, parentId: two.id })).rejects.toMatchObject(taken)
    expect(await api.category.update({ id: below.id, name: 'SAME' })).toMatchObject({ path: 'One › SAME' })
    await expect(make('Lost', 999_999)).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })

  it('never go below themselves, also when two moves meet', async () => {
    const top = await make('Top')
    const middle = await make('Middle', top.id)
    const bottom = await make('Bottom', middle.id)
    const circle = { domainCode: 'RULE_VIOLATED', details: { rule: 'category.circle' } }
    await expect(api.category.update({ id: top.id, parentId: bottom.id })).rejects.toMatchObject(circle)
    await expect(api.category.update({ id: top.id, parentId: top.id })).rejects.toMatchObject(circle)

    const left = await make('Left')
    const right = await make('Right')
    const moves = await Promise.allSettled([
      api.category.update({ id: left.id, parentId: right.id }),
      api.category.update({ id: right.id, parentId: left.id }),
    ])
    expect(moves.filter((move) => move.status === 'fulfilled')).toHaveLength(1)
    expect(moves.find((move) => move.status === 'rejected')).toMatchObject({ reason: circle })
  })

  it('keep their paths right when a child is made while the parent is renamed', async () => {
    const parent = await make('Before')
    const children = Array.from({ length: 6 }, (_, at) =>
      shop.deps.prisma.category.create({ data: { name: `c${at}`, parentId: parent.id } }),
    )
    await Promise.all([api.category.update({ id: parent.id, name: 'After' }), ...children])
    const { items } = await api.category.list()
    const paths = items.filter((category) => category.parentId === parent.id).map((category) => category.path)
    expect(paths).toEqual(Array.from({ length: 6 }, (_, at) => `After › c${at}`))
  })

  it('are deleted when they are empty', async () => {
    const outer = await make('Outer')
    const inner = await make('Inner', outer.id)
    const item = await api.item.create({ sku: 'IN', name: 'In', categoryId: inner.id })
    const refused = (message: string) => ({ domainCode: 'CONFLICT', message: expect.stringContaining(message) })
    await expect(api.category.remove({ id: outer.id })).rejects.toMatchObject(refused('Outer holds 1 category'))
    await expect(api.category.remove({ id: inner.id })).rejects.toMatchObject(refused('Outer › Inner holds 1 item'))
    await api.item.update({ id: item.id, categoryId: null })
    expect(await api.category.remove({ id: inner.id })).toEqual({ ok: true })
    expect(await api.category.remove({ id: outer.id })).toEqual({ ok: true })
  })
})
