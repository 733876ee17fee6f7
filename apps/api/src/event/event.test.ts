import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const window = { name: 'Window', material: 'Oak', widthMm: 500, heightMm: 500 }

describe('what happened', () => {
  it('is listed newest first, page by page, for whoever holds the feed', async () => {
    const { api, caller } = await shop.role('MANAGER')
    for (let i = 0; i < 5; i++) await api.frame.create({ ...window, name: `Paged ${i}` })
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await api.event.list({ actorId: caller.userId, limit: 2, cursor })
      seen.push(...page.items.map((event) => event.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toHaveLength(5)
    expect(seen).toEqual(seen.toSorted((a, b) => b - a))
    const [latest] = (await api.event.list({ limit: 1 })).items
    expect(latest).toMatchObject({ type: 'frame.created', actor: { id: caller.userId, name: 'manager1 Tester' } })
    expect((await api.event.list({ search: 'nothing.such' })).items).toEqual([])
  })

  it('is a secret to those who do not hold the feed, but a document’s history is not to its readers', async () => {
    const { api: manager } = await shop.role('MANAGER')
    const frame = await manager.frame.create(window)
    const { api: viewer } = await shop.role('VIEWER')
    await expect(viewer.event.list({})).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    expect((await viewer.event.list({ entity: 'frame', entityId: frame.id })).items).toHaveLength(1)
    await expect(viewer.event.list({ entity: 'user', entityId: 1 })).rejects.toMatchObject({ domainCode: 'NOT_FOUND' })
    expect((await viewer.event.list({ entity: 'user' })).items).toEqual([])
  })

  it('reaches the person at the bench as far as it is about their own tasks, or open ones', async () => {
    const { api: manager } = await shop.role('MANAGER')
    const frame = await manager.frame.create(window)
    const { api: ann, caller } = await shop.role('ASSEMBLER')
    const { api: bob, caller: other } = await shop.role('ASSEMBLER')
    const mine = await manager.assembly.create({ frameId: frame.id, userId: caller.userId })
    const theirs = await manager.assembly.create({ frameId: frame.id, userId: other.userId })
    const open = await manager.assembly.create({ frameId: frame.id })

    const own = (await ann.event.list({})).items
    expect(new Set(own.map((event) => `${event.entity} ${event.entityId}`))).toEqual(new Set([`task ${mine.id}`]))
    const tasks = (await ann.event.list({ entity: 'task' })).items.map((event) => event.entityId)
    expect(new Set(tasks)).toEqual(new Set([mine.id, open.id]))
    expect((await ann.event.list({ entity: 'task', entityId: open.id })).items).toHaveLength(1)
    await expect(ann.event.list({ entity: 'task', entityId: theirs.id })).rejects.toMatchObject({
      domainCode: 'NOT_FOUND',
    })
    expect((await bob.event.list({ entity: 'task', entityId: theirs.id })).items).toHaveLength(1)
  })
})
