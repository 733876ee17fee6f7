import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import * as decimal from '@framewright/contracts/core/decimal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'
import { importFile } from './import-file.ts'
import type { KindName } from './kind.ts'
import { kinds } from './kinds.ts'
import { readMappingFile } from './mapping/read-mapping.ts'

const fixtures = resolve(import.meta.dirname, 'fixtures/adventureworks')
let shop: Shop
let api: Api
beforeAll(async () => {
  shop = await openShop()
  api = (await shop.role('ADMIN')).api
})
afterAll(() => shop.close())

const bring = async (kind: KindName, file: string, mapping: string) =>
  importFile({
    kind: kinds[kind],
    file: resolve(fixtures, file),
    mapping: await readMappingFile(resolve(import.meta.dirname, 'mappings/adventureworks', mapping)),
    databaseUrl: shop.url,
    timeZone: 'UTC',
  })

describe('a bicycle of AdventureWorks', () => {
  it('comes in with the bills of all its parts, their lines dated', async () => {
    expect(await bring('item', 'Production.Product.csv', 'items.json')).toMatchObject({ imported: 75, refused: 0 })
    expect(await bring('bom', 'Production.BillOfMaterials.csv', 'boms.json')).toMatchObject({
      rows: 94,
      // It says only that there is such a product.
      skipped: 1,
      imported: 93,
      refused: 0,
    })
    const { id } = await bicycle()
    const { effective, lines } = await api.bom.get({ itemId: id })
    expect(effective).toBe('2010-03-04')
    expect(lines).toHaveLength(15)
  })

  it('takes on a day of 2011 exactly what it took there', async () => {
    const { id } = await bicycle()
    const { items, depth } = await api.bom.explode({ itemId: id, on: '2011-05-31' })
    const leaves = items.filter((item) => !item.made)
    const expected = (await readFile(resolve(fixtures, '775-on-2011-05-31.csv'), 'utf8')).trim().split('\n').slice(1)
    expect(leaves.map((item) => `${item.sku},${item.quantity}`).sort()).toEqual(expected.sort())
    expect(leaves).toHaveLength(48)
    expect(decimal.sum(leaves.map((item) => item.quantity))).toBe('421')
    expect(depth).toBe(4)
  })

  it('takes on an earlier day what it took then, and says where it is used', async () => {
    const { id } = await bicycle()
    const before = await api.bom.explode({ itemId: id, on: '2010-03-03' })
    expect(before.items).toEqual([])
    const { items } = await api.item.list({ search: 'NI-9522' })
    const nipple = items[0]?.id ?? 0
    const used = await api.bom.whereUsed({ itemId: nipple, on: '2011-05-31' })
    expect(used.items.find((row) => row.itemId === id)).toMatchObject({ top: true })
    const findings = await checkInvariants(shop.deps.readPool)
    expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
  })
})

async function bicycle() {
  const { items } = await api.item.list({ search: 'BK-M82B-38' })
  const [found] = items
  if (found === undefined) throw new Error('There is no bicycle.')
  return found
}
