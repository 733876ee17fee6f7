import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'
import { type Ask, askMany, askOn } from './bom.graph.ts'
import { readBelow } from './bom.supply.ts'

let now = new Date('2026-03-10T12:00:00Z')
let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop(() => now)
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

const line = (componentId: number, quantity: number | string = 1, more: object = {}) => ({
  componentId,
  quantity,
  unit: 'each',
  ...more,
})
const make = (itemId: number, ...lines: ReturnType<typeof line>[]) => shop.api.bom.create({ itemId, lines })

describe('a draft', () => {
  it('is changed until it is released, and never after', async () => {
    const [table, leg, top] = [await shop.item(), await shop.item(), await shop.item()]
    await make(table, line(leg, 4))
    const draft = await shop.api.bom.create({
      itemId: table,
      basedOn: 1,
      draft: true,
      notes: 'Three will do',
      lines: [line(leg, 3)],
    })
    expect(draft).toMatchObject({
      revision: 2,
      status: 'DRAFT',
      effective: null,
      allowedActions: ['update', 'release'],
    })
    expect(await shop.api.bom.get({ itemId: table })).toMatchObject({ revision: 1, latest: 2, allowedActions: [] })
    await expect(make(table, line(leg, 5))).rejects.toMatchObject(refused('CONFLICT', { revision: 2 }))

    const changed = await shop.api.bom.update({
      itemId: table,
      revision: 2,
      version: 1,
      lines: [line(leg, 3), line(top)],
    })
    expect(changed).toMatchObject({ version: 2, notes: 'Three will do', lines: [{ quantity: '3' }, { quantity: '1' }] })
    await expect(shop.api.bom.update({ itemId: table, revision: 2, version: 1, notes: 'Late' })).rejects.toMatchObject(
      refused('VERSION_CONFLICT'),
    )

    const released = await shop.api.bom.release({ itemId: table, revision: 2 })
    expect(released).toMatchObject({ status: 'RELEASED', effective: '2026-03-10', allowedActions: [] })
    expect(await shop.api.bom.get({ itemId: table })).toMatchObject({ revision: 2 })
    for (const act of [
      () => shop.api.bom.update({ itemId: table, revision: 2, notes: 'No' }),
      () => shop.api.bom.release({ itemId: table, revision: 2 }),
      () => shop.api.bom.discard({ itemId: table, revision: 2 }),
    ]) {
      await expect(act()).rejects.toMatchObject(refused('WRONG_STATE', { status: 'RELEASED' }))
    }
    const { items } = await shop.api.bom.list({ itemId: table })
    expect(items.map((row) => [row.revision, row.status, row.inForce, row.notes])).toEqual([
      [2, 'RELEASED', true, 'Three will do'],
      [1, 'RELEASED', false, ''],
    ])
  })

  it('is thrown away, and its number goes to the next one', async () => {
    const [table, leg] = [await shop.item(), await shop.item()]
    await shop.api.bom.create({ itemId: table, draft: true, lines: [line(leg)] })
    expect(await shop.api.bom.get({ itemId: table })).toMatchObject({ revision: 0, latest: 1 })
    await shop.api.bom.discard({ itemId: table, revision: 1 })
    expect(await make(table, line(leg))).toMatchObject({ revision: 1, status: 'RELEASED' })
  })

  it('is refused its release where a loop has come about meanwhile', async () => {
    const [a, b] = [await shop.item(), await shop.item()]
    await shop.api.bom.create({ itemId: a, draft: true, lines: [line(b)] })
    await make(b, line(a))
    await expect(shop.api.bom.release({ itemId: a, revision: 1 })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'bom.cycle' }),
    )
  })

  it('is the only thing the database lets anybody change', async () => {
    const [table, leg] = [await shop.item(), await shop.item()]
    await make(table, line(leg))
    const { id } = await shop.deps.prisma.bom.findFirstOrThrow({ where: { itemId: table } })
    const { prisma } = shop.deps
    for (const act of [
      () => prisma.bom.update({ where: { id }, data: { notes: 'No' } }),
      () => prisma.bom.delete({ where: { id } }),
      () => prisma.bomLine.updateMany({ where: { bomId: id }, data: { quantity: 2 } }),
      () => prisma.bomLine.deleteMany({ where: { bomId: id } }),
      () => prisma.bomLine.create({ data: { bomId: id, componentId: leg, quantity: 1, unit: 'each' } }),
    ]) {
      await expect(act()).rejects.toThrow(/never changes/)
    }
    await shop.api.bom.create({ itemId: table, draft: true, lines: [line(leg)] })
    await expect(prisma.bom.create({ data: { itemId: table, revision: 9 } })).rejects.toThrow()
  })
})

describe('a line of some days', () => {
  it('counts on those days, the first and the last among them', async () => {
    const [table, leg, wheel] = [await shop.item(), await shop.item(), await shop.item()]
    await make(table, line(leg, 4, { validTo: '2026-03-12' }), line(wheel, 3, { validFrom: '2026-03-13' }))
    const on = async (day: string) =>
      (await shop.api.bom.explode({ itemId: table, on: day })).lines.map((one) => one.itemId)
    expect(await on('2026-03-10')).toEqual([leg])
    expect(await on('2026-03-12')).toEqual([leg])
    expect(await on('2026-03-13')).toEqual([wheel])
    expect(await on('2026-03-09')).toEqual([])
    const order = await shop.api.productionOrder.create({ itemId: table, quantity: 1 })
    expect(order.materials.map((material) => material.componentId)).toEqual([leg])
    await expect(make(table, line(leg, 1, { validFrom: '2026-03-12', validTo: '2026-03-11' }))).rejects.toMatchObject({
      details: { fields: [{ path: 'lines.0.validTo' }] },
    })
  })
})

describe('the explosion', () => {
  it('goes down all levels with units, scrap, costs and what is short', async () => {
    const [door, frame, leaf] = [await shop.item(0), await shop.item(3), await shop.item(0)]
    const bar = await shop.item(20, { unit: 'm', cost: '5' })
    const screw = await shop.item(100, { cost: '0.01' })
    await make(frame, line(bar, 520, { unit: 'cm', scrapPercent: '10' }), line(screw, 8))
    await make(leaf, line(bar, '2.5', { unit: 'm' }), line(screw, 12))
    await make(door, line(frame), line(leaf, 2), line(screw, 4))
    const exploded = await shop.api.bom.explode({ itemId: door, quantity: 4, supply: true })
    expect(exploded).toMatchObject({ revision: 1, on: '2026-03-10', quantity: '4', depth: 2 })
    expect(exploded.lines.map((one) => [one.parent, one.level, one.itemId, one.quantity])).toEqual([
      [null, 1, frame, '4'],
      [0, 2, bar, '22.88'],
      [0, 2, screw, '32'],
      [null, 1, leaf, '8'],
      [3, 2, bar, '20'],
      [3, 2, screw, '96'],
      [null, 1, screw, '16'],
    ])
    // A frame: 5.72 m and 8 screws, 28.68; a leaf: 2.5 m and 12, 12.62; the door 28.68 + 25.24 + 0.04.
    expect(exploded).toMatchObject({ unitCost: '53.96', cost: '215.84' })
    const of = (id: number) => exploded.items.find((item) => item.itemId === id)
    expect(of(frame)).toMatchObject({
      made: true,
      unitCost: '28.68',
      quantity: '4',
      supply: { needed: '4', short: '1' },
    })
    // Three frames are there, so that bars are wanted for one frame and eight leaves.
    expect(of(bar)).toMatchObject({
      made: false,
      quantity: '42.88',
      supply: { needed: '25.72', available: '20', short: '5.72' },
    })
    expect(of(screw)).toMatchObject({ level: 2, quantity: '144', supply: { needed: '120', short: '20' } })

    const bare = await shop.api.bom.explode({ itemId: door, quantity: 4, scrap: false, levels: 1 })
    expect(bare.lines.map((one) => one.quantity)).toEqual(['4', '8', '16'])
    expect(bare.items.find((item) => item.itemId === bar)).toMatchObject({ quantity: '40.8', supply: undefined })
  })

  it('of a draft shows what it would take', async () => {
    const [table, leg] = [await shop.item(), await shop.item()]
    await make(table, line(leg, 4))
    await shop.api.bom.create({ itemId: table, draft: true, lines: [line(leg, 3)] })
    expect((await shop.api.bom.explode({ itemId: table })).lines).toMatchObject([{ quantity: '4' }])
    expect((await shop.api.bom.explode({ itemId: table, revision: 2 })).lines).toMatchObject([{ quantity: '3' }])
    await expect(shop.api.bom.explode({ itemId: table, revision: 7 })).rejects.toMatchObject(refused('NOT_FOUND'))
    expect(await shop.api.bom.explode({ itemId: leg })).toMatchObject({
      revision: 0,
      lines: [],
      items: [],
      cost: '10.00',
    })
    await expect(shop.api.bom.explode({ itemId: 999_999 })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('of a draft holds together while lines are added to it', async () => {
    const [table, leg, top] = [await shop.item(), await shop.item(), await shop.item()]
    await shop.api.bom.create({ itemId: table, draft: true, lines: [line(leg, 4)] })
    const { id: bomId } = await shop.deps.prisma.bom.findFirstOrThrow({ where: { itemId: table } })
    const on = askOn(shop.deps.read)
    let asked = 0
    let before: Promise<unknown> = Promise.resolve()
    // The bills, the items beside the lines, the lines: these come last.
    const ask: Ask = async (statement) => {
      if (++asked === 3) {
        await before
        await shop.api.bom.update({ itemId: table, revision: 1, version: 1, lines: [line(leg, 4), line(top)] })
      }
      const answer = on(statement)
      before = answer
      return answer
    }
    const below = await readBelow(ask, { roots: [table], bomId, on: '2026-03-10' }, '2026-03-10', {
      supply: false,
    })
    expect(asked).toBe(4)
    expect(below.items.map(({ id }) => id).sort()).toEqual([table, leg, top].sort())
  })

  it('is not put together of lists of which one has lost a null', async () => {
    const rows = sql<{ id: number; name: string | null }>`select * from (values (1, 'a'), (2, null)) as row (id, name)`
    const read = (name: 'word' | 'maybe') =>
      askMany<[{ id: number; name: string | null }]>(askOn(shop.deps.read), undefined, {
        columns: { id: 'bare', name },
        query: rows,
      })
    expect(await read('maybe')).toEqual([{ id: [1, 2], name: ['a', null] }])
    await expect(read('word')).rejects.toThrow(/nulls in name/)
  })

  it('is refused beyond twenty thousand lines, while its items need no bound', async () => {
    // Each takes the next one three times: 3 + 9 + … + 3¹⁰ lines of ten items.
    const chain = await Promise.all(Array.from({ length: 11 }, () => shop.item()))
    for (const [at, id] of chain.slice(0, -1).entries()) {
      const next = chain[at + 1] ?? 0
      await make(id, line(next), line(next), line(next))
    }
    const [first = 0] = chain
    await expect(shop.api.bom.explode({ itemId: first })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'bom.tooManyLines' }),
    )
    const shallow = await shop.api.bom.explode({ itemId: first, levels: 2 })
    expect(shallow.lines).toHaveLength(12)
    expect(shallow.items.at(-1)).toMatchObject({ quantity: '59049', level: 10 })
  })

  it('leaves out what a frame takes at the customer’s', async () => {
    const [bar, bracket] = [await shop.item(), await shop.item()]
    const window = await shop.api.frame.create({
      name: 'Window',
      material: 'Oak',
      widthMm: 900,
      heightMm: 900,
      stages: ['ASSEMBLY', 'INSTALLATION'],
    })
    await make(
      window.id,
      line(bar, 4, { stage: 'ASSEMBLY' }),
      line(bar, 1, { stage: 'GLAZING' }),
      line(bracket, 6, { stage: 'INSTALLATION' }),
    )
    expect((await shop.api.bom.explode({ itemId: window.id })).lines.map((one) => one.quantityPer)).toEqual(['4'])
  })
})

describe('where an item is used', () => {
  it('is told up all levels, with how much of it one of each takes', async () => {
    const [house, door, window, hinge, screw] = await Promise.all(Array.from({ length: 5 }, () => shop.item()))
    await make(hinge ?? 0, line(screw ?? 0, 4))
    await make(door ?? 0, line(hinge ?? 0, 3), line(screw ?? 0, 2, { scrapPercent: '50' }))
    await make(window ?? 0, line(hinge ?? 0, 2))
    await make(house ?? 0, line(door ?? 0, 5), line(window ?? 0, 10))
    const { items } = await shop.api.bom.whereUsed({ itemId: screw ?? 0 })
    expect(
      items.map((row) => [row.itemId, row.level, row.quantity, row.top, row.through.map((way) => way.itemId)]),
    ).toEqual(
      expect.arrayContaining([
        [hinge, 1, '4', false, []],
        [door, 1, '15', false, [hinge]],
        [window, 2, '8', false, [hinge]],
        [house, 2, '155', true, expect.arrayContaining([door, window])],
      ]),
    )
    expect(items).toHaveLength(4)
    const direct = await shop.api.bom.whereUsed({ itemId: screw ?? 0, levels: 1 })
    expect(direct.items.map((row) => [row.itemId, row.top])).toEqual(
      expect.arrayContaining([
        [hinge, false],
        [door, false],
      ]),
    )
    // A revision that no longer takes it ends it.
    await make(window ?? 0, line(door ?? 0))
    expect((await shop.api.bom.whereUsed({ itemId: hinge ?? 0, levels: 1 })).items.map((row) => row.itemId)).toEqual([
      door,
    ])
  })
})

describe('two revisions', () => {
  it('are compared line by line', async () => {
    const [table, leg, top, glue] = await Promise.all(Array.from({ length: 4 }, () => shop.item()))
    await make(table ?? 0, line(leg ?? 0, 4), line(top ?? 0), line(leg ?? 0, 1, { scrapPercent: '5' }))
    await make(table ?? 0, line(leg ?? 0, 1, { scrapPercent: '5.0' }), line(glue ?? 0, 2), line(leg ?? 0, 3))
    const { lines } = await shop.api.bom.compare({ itemId: table ?? 0, from: 1, to: 2 })
    expect(lines.map((one) => [one.change, (one.to ?? one.from)?.componentId, one.fields])).toEqual([
      ['SAME', leg, []],
      ['ADDED', glue, []],
      ['CHANGED', leg, ['quantity']],
      ['REMOVED', top, []],
    ])
    await expect(shop.api.bom.compare({ itemId: table ?? 0, from: 1, to: 9 })).rejects.toMatchObject(
      refused('NOT_FOUND'),
    )
  })
})

describe('bills of materials as CSV', () => {
  // An import goes by the database's day.
  beforeAll(() => {
    now = new Date()
  })
  const read = async (pieces: AsyncIterable<string>) => {
    let text = ''
    for await (const piece of pieces) text += piece
    return text
  }

  it('come out as they go in, and change nothing when they come again', async () => {
    const [a, b, c] = [
      await shop.item(0, { sku: 'CSV-A', name: 'A' }),
      await shop.item(0, { sku: 'CSV-B', name: 'B' }),
      await shop.item(0, { sku: 'CSV-C', name: 'C', unit: 'm' }),
    ]
    const csv =
      'item,effective,notes,component,quantity,unit,scrapPercent,stage,validFrom,validTo\r\n' +
      'CSV-A,,First,csv-b,2,,,,,\r\n' +
      'CSV-A,,,CSV-C,150,cm,2.5,,2020-01-01,2099-12-31\r\n' +
      'CSV-B,,,CSV-C,1,,,,,\r\n'
    const first = await shop.api.bom.import({ csv })
    expect(first).toMatchObject({ rows: 3, created: 3, unchanged: 0, refused: 0, committed: true })
    expect(await shop.api.bom.get({ itemId: a })).toMatchObject({
      revision: 1,
      status: 'RELEASED',
      notes: 'First',
      lines: [
        { componentId: b, quantity: '2', unit: 'each' },
        {
          componentId: c,
          quantity: '150',
          unit: 'cm',
          scrapPercent: '2.5',
          validFrom: '2020-01-01',
          validTo: '2099-12-31',
        },
      ],
    })
    const exported = await read(await shop.api.bom.export({ search: 'csv-' }))
    expect(exported.split('\r\n')).toMatchObject({
      0: 'item,itemName,revision,status,effective,notes,component,componentName,quantity,unit,scrapPercent,stage,validFrom,validTo',
      2: expect.stringMatching(/^CSV-A,A,1,RELEASED,\d{4}-\d\d-\d\d,First,CSV-C,C,150,cm,2.5,,2020-01-01,2099-12-31$/),
    })
    expect(await shop.api.bom.import({ csv: exported })).toMatchObject({ created: 0, unchanged: 3, refused: 0 })
    expect(await shop.api.bom.import({ csv: csv.replace('150', '160') })).toMatchObject({ created: 2, unchanged: 1 })
    expect(await shop.api.bom.get({ itemId: a })).toMatchObject({ revision: 2, lines: [{}, { quantity: '160' }] })
  })

  it('are refused item by item, each line with its reason, and loops with their path', async () => {
    for (const sku of ['CSV-P', 'CSV-Q', 'CSV-R', 'CSV-S']) await shop.item(0, { sku, name: sku.at(-1) })
    const result = await shop.api.bom.import({
      partial: true,
      csv:
        'item,component,quantity,unit\n' +
        'CSV-P,CSV-Q,1,\n' +
        'CSV-Q,CSV-R,1,\n' +
        'CSV-R,CSV-P,1,\n' +
        'CSV-S,CSV-P,1,kg\n' +
        'CSV-NONE,CSV-P,1,\n' +
        'CSV-S,CSV-NONE,1,\n',
    })
    expect(result.refusals).toEqual(
      expect.arrayContaining([
        { line: 2, reason: 'This would make CSV-P a part of itself: P → Q → R → P.' },
        { line: 5, reason: 'P is kept in each, which kg does not convert to.' },
        { line: 6, reason: 'There is no item with the SKU CSV-NONE. Import the items first.' },
        { line: 7, reason: 'There is no item with the SKU CSV-NONE. Import the items first.' },
      ]),
    )
    expect(result).toMatchObject({ created: 2, refused: 4, committed: true })
  })

  it('bring a day gone by only where there was nothing before', async () => {
    await shop.item(0, { sku: 'CSV-OLD' })
    await shop.item(0, { sku: 'CSV-PART' })
    const old = 'item,component,quantity,validFrom,effective\nCSV-OLD,CSV-PART,1,2011-05-01,\n'
    expect(await shop.api.bom.import({ csv: old })).toMatchObject({ created: 1 })
    const { items } = await shop.api.bom.list({ search: 'csv-old' })
    expect(items).toMatchObject([{ effective: '2011-05-01', inForce: true }])
    const again = await shop.api.bom.import({ csv: old.replace(',1,', ',2,') })
    expect(again).toMatchObject({ refused: 1, committed: false })
  })
})
