import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const window = { name: 'Kitchen window', material: 'Oak', widthMm: 1230, heightMm: 1480, unitPrice: '499.90' }

describe('frames', () => {
  it('are created with their opening stock as a movement', async () => {
    const { api } = await shop.role('PLANNER')
    const frame = await api.frame.create({ ...window, openingStock: 5 })
    expect(frame).toMatchObject({
      name: 'Kitchen window',
      unitPrice: '499.90',
      stages: ['ASSEMBLY', 'GLAZING', 'INSTALLATION'],
    })
    expect(frame.stock).toEqual({ onHand: '5', reserved: '0', available: '5' })
    expect(frame.sku).toMatch(/^FR-\d{5}$/)
    const movements = await shop.deps.prisma.stockMovement.findMany({ where: { itemId: frame.id } })
    expect(movements).toHaveLength(1)
  })

  it('refuse a SKU that is taken, regardless of case', async () => {
    const { api } = await shop.role('PLANNER')
    await api.frame.create({ ...window, sku: 'win-1' })
    await expect(api.frame.create({ ...window, sku: 'WIN-1' })).rejects.toMatchObject({ domainCode: 'DUPLICATE' })
    // An underscore stands for itself and not for any character.
    await api.frame.create({ ...window, sku: 'WIN_1' })
  })

  it('happen once for one idempotency key, together or one after the other', async () => {
    const { caller } = await shop.role('PLANNER')
    const once = shop.as(caller, { idempotencyKey: 'create-once' })
    const input = { ...window, sku: 'ONCE-1' }
    const [a, b] = await Promise.all([once.frame.create(input), once.frame.create(input)])
    const c = await once.frame.create(input)
    expect([b.id, c.id]).toEqual([a.id, a.id])
    await expect(once.frame.create({ ...input, name: 'Other' })).rejects.toMatchObject({
      domainCode: 'IDEMPOTENCY_MISMATCH',
    })
  })

  it('refuse a change based on an old version, and keep both editors apart', async () => {
    const { api } = await shop.role('PLANNER')
    const frame = await api.frame.create(window)
    const edits = await Promise.allSettled([
      api.frame.update({ id: frame.id, version: frame.version, name: 'A' }),
      api.frame.update({ id: frame.id, version: frame.version, name: 'B' }),
    ])
    expect(edits.filter((edit) => edit.status === 'fulfilled')).toHaveLength(1)
  })

  it('are found, sorted and paged without repeating or losing one', async () => {
    const { api } = await shop.role('PLANNER')
    for (let i = 0; i < 7; i++)
      await api.frame.create({ ...window, name: `Paged ${i}`, material: 'Pine', widthMm: 500 + (i % 3) })
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const page = await api.frame.list({ material: 'Pine', sort: '-widthMm', limit: 2, cursor })
      seen.push(...page.items.map((frame) => frame.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    expect(new Set(seen).size).toBe(7)
    expect(seen).toHaveLength(7)
    expect((await api.frame.list({ search: 'paged 3' })).items).toHaveLength(1)
    expect((await api.frame.list({ search: '100%' })).items).toHaveLength(0)
    const all = await api.frame.list({})
    expect(all.total).toBe((await api.frame.list({ limit: 200 })).items.length)
    expect((await api.frame.list({ stock: 'IN', sort: '-available' })).items[0]?.stock.available).toBe('5')
  })

  it('refuse a cursor that belongs to another list', async () => {
    const { api } = await shop.role('VIEWER')
    await expect(api.frame.list({ cursor: 'nonsense' })).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
  })

  it('may not be created by a viewer, nor read by nobody', async () => {
    const { api } = await shop.role('VIEWER')
    await expect(api.frame.create(window)).rejects.toMatchObject({ domainCode: 'FORBIDDEN' })
    await expect(shop.as(null).frame.list({})).rejects.toMatchObject({ domainCode: 'UNAUTHENTICATED' })
  })

  it('have a bill of materials in revisions, and never contain themselves', async () => {
    const { api } = await shop.role('PLANNER')
    const a = await api.frame.create(window)
    const b = await api.frame.create(window)
    const line = (componentId: number) => ({ componentId, quantity: '2', unit: 'each', stage: 'ASSEMBLY' as const })
    expect((await api.frame.bom({ id: a.id })).revision).toBe(0)
    expect(await api.frame.saveBom({ id: a.id, revision: 0, lines: [line(b.id)] })).toMatchObject({
      revision: 1,
      lines: [{ quantity: '2' }],
    })
    await expect(api.frame.saveBom({ id: b.id, lines: [line(a.id)] })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    await expect(api.frame.saveBom({ id: a.id, lines: [line(a.id)] })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    await expect(api.frame.saveBom({ id: a.id, lines: [{ ...line(b.id), unit: 'kg' }] })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
    })
  })
})
