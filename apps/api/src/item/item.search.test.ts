import type { ItemListInput } from '@framewright/contracts/item/item.schema'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../testing/catalogue.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'
import { swaps } from './misspelling.ts'

let shop: Shop
let api: Api
let oakGroup = 0

type Filter = Partial<ItemListInput>
const found = async (filter: Filter) => (await api.item.list(filter)).items.map((item) => item.sku)

beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('MANAGER')).api
  const wood = await api.category.create({ name: 'Wood' })
  oakGroup = wood.id
  const oak = await api.category.create({ name: 'Oak', parentId: wood.id })
  const all = [
    { sku: 'WIN-100', name: 'Oak window', unitPrice: '300', categoryId: oak.id, openingStock: '2', reorderPoint: '5' },
    {
      sku: 'WIN-200',
      name: 'Pine window',
      unitPrice: '200',
      categoryId: wood.id,
      openingStock: '9',
      reorderPoint: '5',
    },
    { sku: 'GLS-300', name: 'Pane for a window', kind: 'GLASS' as const, unitPrice: '50' },
    { sku: 'HNG-400', name: 'Hinge, left', kind: 'HARDWARE' as const, unitPrice: '5', openingStock: '100' },
    { sku: 'HNG-401', name: 'Hinge 100% steel', kind: 'HARDWARE' as const, unitPrice: '6', reorderPoint: '1' },
    { sku: 'WINDOW', name: 'Any other', unitPrice: '1' },
    { sku: 'TÜR-500', name: 'Eichentür', unitPrice: '700' },
  ]
  for (const item of all) await api.item.create(item)
})
afterAll(() => shop.close())

describe('a search of the catalogue', () => {
  it('finds a part of a SKU or of a name, every word of it', async () => {
    expect(await found({ search: 'g-40' })).toEqual(['HNG-401', 'HNG-400'])
    expect(await found({ search: 'indo' })).toHaveLength(4)
    expect(await found({ search: 'window oak' })).toEqual(['WIN-100'])
    expect(await found({ search: 'TÜR' })).toEqual(['TÜR-500'])
    expect(await found({ search: 'n' })).toHaveLength(7)
  })

  it('takes wildcards literally', async () => {
    expect(await found({ search: '0%' })).toEqual(['HNG-401'])
    expect(await found({ search: '_' })).toEqual([])
    expect(await found({ search: '\\' })).toEqual([])
  })

  it('forgives typing errors', async () => {
    for (const search of ['windwo', 'widnow', 'wondow', 'windw', 'winndow']) {
      expect([search, await found({ search })]).toEqual([
        search,
        expect.arrayContaining(['WIN-100', 'WIN-200', 'GLS-300']),
      ])
    }
    expect(await found({ search: 'oka windwo' })).toEqual(['WIN-100'])
    expect(await found({ search: 'steal hnige' })).toEqual(['HNG-401'])
    expect(await found({ search: 'Eichentur' })).toEqual(['TÜR-500'])
    expect(await found({ search: 'bicycle' })).toEqual([])
  })

  it('shows nothing similar where something fits as it is written', async () => {
    expect(await found({ search: 'pine' })).toEqual(['WIN-200'])
  })

  it('shows the SKU itself first, then what begins with it, then the rest', async () => {
    expect(await found({ search: 'window' })).toEqual(['WINDOW', 'WIN-100', 'GLS-300', 'WIN-200'])
    expect(await found({ search: 'win-100' })).toEqual(['WIN-100'])
    expect(await found({ search: 'window', sort: '-relevance' })).toEqual(['WIN-200', 'GLS-300', 'WIN-100', 'WINDOW'])
    expect(await found({ search: 'window', sort: 'unitPrice' })).toEqual(['WINDOW', 'GLS-300', 'WIN-200', 'WIN-100'])
  })

  it('pages through its best first without repeating or missing any', async () => {
    for (const search of ['window', 'windwo', 'wondow', 'n', undefined]) {
      const whole = await found({ search, sort: 'relevance' })
      const paged: string[] = []
      let cursor: string | undefined
      do {
        const page = await api.item.list({ search, sort: 'relevance', limit: 2, cursor })
        paged.push(...page.items.map((item) => item.sku))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(paged).toEqual(whole)
    }
  })

  it('narrows down by category, kind, stock and price', async () => {
    const skus = async (filter: Filter) => {
      const listed = await found({ ...filter, sort: 'sku' })
      expect(await api.item.count(filter)).toEqual({ total: listed.length })
      return listed
    }
    expect(await skus({ categoryId: oakGroup })).toEqual(['WIN-100', 'WIN-200'])
    expect(await skus({ categoryId: oakGroup, search: 'pine' })).toEqual(['WIN-200'])
    expect(await skus({ kind: 'HARDWARE', stock: 'IN' })).toEqual(['HNG-400'])
    expect(await skus({ stock: 'OUT', maxPrice: '50' })).toEqual(['GLS-300', 'HNG-401', 'WINDOW'])
    expect(await skus({ stock: 'LOW' })).toEqual(['HNG-401', 'WIN-100'])
    expect(await skus({ minPrice: '5', maxPrice: '50' })).toEqual(['GLS-300', 'HNG-400', 'HNG-401'])
    expect(await skus({ active: false })).toEqual([])
    expect(await skus({})).toHaveLength(7)
    expect(await found({ sort: '-available', limit: 2 })).toEqual(['HNG-400', 'WIN-200'])
  })
})

describe('an item that gets another name', () => {
  it('is found by it, mistyped too, and stands in its place among what is out of stock', async () => {
    const out = async () => (await api.item.list({ stock: 'OUT', sort: 'name' })).items.map(({ name }) => name)
    const before = await out()
    expect(before).toEqual(['Any other', 'Eichentür', 'Hinge 100% steel', 'Pane for a window'])
    const [item] = (await api.item.list({ search: 'WINDOW' })).items
    if (item === undefined) throw new Error('There is no such item')
    await api.item.update({ id: item.id, version: item.version, name: 'Kingpost' })
    expect(await found({ search: 'knigpost' })).toEqual(['WINDOW'])
    expect(await found({ search: 'kingposd' })).toEqual(['WINDOW'])
    expect(await out()).toEqual(['Eichentür', 'Hinge 100% steel', 'Kingpost', 'Pane for a window'])
    const { version } = await api.item.get({ id: item.id })
    await api.item.update({ id: item.id, version, name: item.name })
    expect(await out()).toEqual(before)
    // The name is no more, its word is: it leads nowhere.
    expect(await found({ search: 'kingposd' })).toEqual([])
  })
})

describe('a search for a number', () => {
  it('holds to all of it, though its end alone is looked up', async () => {
    for (const sku of ['REF-A-1200345', 'REF-B-1200345', 'OLD-1200345-X']) {
      await api.item.create({ sku, name: 'Spare part', unitPrice: '1' })
    }
    expect(await found({ search: 'ref-b-1200345' })).toEqual(['REF-B-1200345'])
    expect(await found({ search: '1200345' })).toHaveLength(3)
    expect(await found({ search: '1200345-x' })).toEqual(['OLD-1200345-X'])
    expect(await found({ search: 'ref 00345 part' })).toEqual(['REF-A-1200345', 'REF-B-1200345'])
    // Letters that changed places, before digits.
    expect(await found({ search: 'rfe-a-1200345' })).toEqual(['REF-A-1200345'])
    for (const sku of ['REF-A-1200345', 'REF-B-1200345', 'OLD-1200345-X']) {
      await api.item.remove({ id: (await api.item.list({ search: sku })).items[0]?.id ?? 0 })
    }
  })
})

describe('a search that finds very many', () => {
  const count = 1000
  beforeAll(async () => {
    const name = (i: number) => `${['Beam', 'A beam', 'Sunbeam'][i % 3]} ${(i * 7919) % count}`
    await shop.deps.prisma.item.createMany({
      data: Array.from({ length: count }, (_, i) => ({
        sku: i % 5 === 0 ? `BEAM-${i}` : `X-${i}`,
        name: name(i),
        kind: i % 2 === 0 ? ('PRODUCT' as const) : ('MATERIAL' as const),
        unitPrice: i,
      })),
    })
  })

  const pages = async (filter: Filter) => {
    const all: string[] = []
    let cursor: string | undefined
    do {
      const page = await api.item.list({ ...filter, limit: 170, cursor })
      all.push(...page.items.map((item) => item.sku))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    return all
  }

  it('pages through all of it, in every order, what begins with it first', async () => {
    for (const search of ['beam', 'baem', 'beamm']) {
      const all = await pages({ search })
      expect([search, new Set(all).size, all.length]).toEqual([search, count, count])
      expect(await api.item.count({ search })).toEqual({ total: count })
      expect(await pages({ search, sort: '-relevance' })).toEqual(all.toReversed())
      expect(new Set(await pages({ search, sort: '-unitPrice' })).size).toBe(count)
    }
    const all = await pages({ search: 'beam' })
    expect(all.slice(0, 200).every((sku) => sku.startsWith('BEAM-'))).toBe(true)
    expect(await found({ search: 'beam', limit: 1 })).toEqual(['BEAM-0'])
    expect(await found({ search: 'beam-995' })).toEqual(['BEAM-995'])
  })

  it('is narrowed down by what else is asked for', async () => {
    expect(await pages({ search: 'beam', kind: 'MATERIAL' })).toHaveLength(count / 2)
    expect(await pages({ search: 'beam', minPrice: '990' })).toHaveLength(10)
    expect(await pages({ search: 'beam', kind: 'GLASS' })).toEqual([])
    expect(await pages({ search: 'sun beam' })).toHaveLength(333)
    expect((await rowsOf(await api.item.export({ search: 'beam' }))).length).toBe(count + 1)
    expect((await rowsOf(await api.item.export({ search: 'beam', minPrice: '990' }))).length).toBe(11)
  })
})

describe('letters that change places', () => {
  it('give every neighbouring pair once, and leave digits where they are', () => {
    expect(swaps('oka')).toEqual(['koa', 'oak'])
    expect(swaps('aab1c')).toEqual(['aba1c'])
    expect(swaps('12')).toEqual([])
  })
})
