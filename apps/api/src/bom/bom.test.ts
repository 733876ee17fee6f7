import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'
import { wayDown } from './bom.loop.ts'

let now = new Date('2026-03-10T12:00:00Z')
let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop(() => now)
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

const lineOf = (componentId: number, more: object = {}) => ({ componentId, quantity: 1, unit: 'each', ...more })

describe('a bill of materials', () => {
  it('is of any item, and each change is a revision that leaves those before it alone', async () => {
    const [table, leg, top] = [await shop.item(), await shop.item(7), await shop.item()]
    expect(await shop.api.bom.get({ itemId: table })).toMatchObject({ revision: 0, effective: null, lines: [] })
    const first = await shop.api.bom.create({
      itemId: table,
      basedOn: 0,
      lines: [lineOf(leg, { quantity: 4, scrapPercent: '2.5' })],
    })
    expect(first).toMatchObject({ revision: 1, effective: '2026-03-10' })
    expect(first.lines).toMatchObject([
      { componentId: leg, quantity: '4', scrapPercent: '2.5', stage: null, available: '7', componentUnit: 'each' },
    ])
    const second = await shop.api.bom.create({ itemId: table, basedOn: 1, lines: [lineOf(leg), lineOf(top)] })
    expect(second.revision).toBe(2)
    expect(await shop.api.bom.get({ itemId: table, revision: 1 })).toMatchObject({ revision: 1, lines: first.lines })
    await expect(shop.api.bom.create({ itemId: table, basedOn: 1, lines: [lineOf(top)] })).rejects.toMatchObject(
      refused('VERSION_CONFLICT', { current: 2 }),
    )
    const { items } = await shop.api.bom.list({ itemId: table })
    expect(items.map((row) => [row.revision, row.inForce, row.lines])).toEqual([
      [2, true, 2],
      [1, false, 1],
    ])
    const usedIn = await shop.api.bom.list({ componentId: top, inForce: true })
    expect(usedIn.items.map((row) => row.item.id)).toEqual([table])
    await expect(shop.api.bom.get({ itemId: table, revision: 9 })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('comes into force on its day', async () => {
    const [table, leg, wheel] = [await shop.item(), await shop.item(), await shop.item()]
    await shop.api.bom.create({ itemId: table, lines: [lineOf(leg)] })
    await shop.api.bom.create({ itemId: table, effective: '2026-03-12', lines: [lineOf(wheel)] })
    const current = async () => (await shop.api.bom.get({ itemId: table })).lines.map((line) => line.componentId)
    expect(await current()).toEqual([leg])
    const before = now
    now = new Date('2026-03-12T08:00:00Z')
    expect(await current()).toEqual([wheel])
    now = before
    await expect(
      shop.api.bom.create({ itemId: table, effective: '2026-03-09', lines: [lineOf(leg)] }),
    ).rejects.toMatchObject(refused('INVALID_INPUT'))
  })

  it('is refused where the item would be a part of itself, with the way down to it', async () => {
    const [a, b, c] = [await shop.item(), await shop.item(), await shop.item()]
    const path = await Promise.all([c, a, b, c].map(async (id) => (await shop.api.item.get({ id })).name))
    await shop.api.bom.create({ itemId: a, lines: [lineOf(b)] })
    await shop.api.bom.create({ itemId: b, lines: [lineOf(c)] })
    await expect(shop.api.bom.create({ itemId: c, lines: [lineOf(a)] })).rejects.toMatchObject({
      ...refused('RULE_VIOLATED', { rule: 'bom.cycle' }),
      message: expect.stringContaining(path.join(' → ')),
    })
    await expect(shop.api.bom.create({ itemId: a, lines: [lineOf(a)] })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'bom.cycle' }),
    )
  })

  it('is refused for what will be a loop once a later revision is in force', async () => {
    const [a, b, c] = [await shop.item(), await shop.item(), await shop.item()]
    await shop.api.bom.create({ itemId: a, lines: [lineOf(c)] })
    await shop.api.bom.create({ itemId: a, effective: '2026-04-01', lines: [lineOf(b)] })
    await expect(shop.api.bom.create({ itemId: b, lines: [lineOf(a)] })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'bom.cycle' }),
    )
  })

  it('lets one of two through who would make each other a part of themselves at once', async () => {
    const [a, b] = [await shop.item(), await shop.item()]
    const outcomes = await Promise.allSettled([
      shop.api.bom.create({ itemId: a, lines: [lineOf(b)] }),
      shop.api.bom.create({ itemId: b, lines: [lineOf(a)] }),
    ])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('names what is not there, what does not convert, and a frame’s line without a stage', async () => {
    const [table, cord] = [await shop.item(), await shop.item(0, { unit: 'm' })]
    await expect(shop.api.bom.create({ itemId: table, lines: [lineOf(cord), lineOf(999_999)] })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
      details: { fields: [{ path: 'lines.0.unit' }, { path: 'lines.1.componentId' }] },
    })
    const frame = await shop.api.frame.create({ name: 'Window', material: 'Oak', widthMm: 900, heightMm: 900 })
    await expect(shop.api.bom.create({ itemId: frame.id, lines: [lineOf(table)] })).rejects.toMatchObject({
      domainCode: 'INVALID_INPUT',
      details: { fields: [{ path: 'lines.0.stage' }] },
    })
    await shop.api.bom.create({ itemId: frame.id, lines: [lineOf(table, { stage: 'ASSEMBLY' })] })
    expect(await shop.api.frame.bom({ id: frame.id })).toMatchObject({ revision: 1, lines: [{ stage: 'ASSEMBLY' }] })
  })
})

describe('the way down', () => {
  it('is the shortest one', () => {
    const edges = [
      [1, 2],
      [2, 3],
      [3, 1],
      [2, 4],
      [4, 5],
      [5, 1],
    ].map(([whole = 0, id = 0]) => ({ whole, id }))
    expect(wayDown(1, edges)).toEqual([1, 2, 3, 1])
  })
})
