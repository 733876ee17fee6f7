import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../testing/catalogue.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
let api: Api
let token: string
beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
  const admin = await shop.role('ADMIN')
  api = admin.api
  token = await server.token(admin.caller)
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const csvOf = (rows: readonly string[]) => `${rows.join('\r\n')}\r\n`
const nothing = { created: 0, changed: 0, unchanged: 0, refused: 0 }

describe('importing items', () => {
  it('makes 5,000 in one transaction, and the same file again changes nothing', async () => {
    const rows = Array.from({ length: 5_000 }, (_, n) => `BULK-${n},Bulk ${n},MATERIAL,Bulk > ${n % 7},${n}.25`)
    const csv = csvOf(['sku,name,kind,category,unitPrice', ...rows])
    expect(await api.item.import({ csv, dryRun: true })).toMatchObject({ ...nothing, created: 5_000, committed: false })
    expect((await api.item.count({ search: 'BULK-' })).total).toBe(0)
    const made = await api.item.import({ csv, fileName: 'bulk.csv' })
    expect(made).toMatchObject({ ...nothing, rows: 5_000, created: 5_000, committed: true, refusedCsv: null })
    expect(made.columns).toContainEqual({ name: 'unitPrice', field: 'unitPrice' })
    expect(made.preview[0]).toEqual(['BULK-0', 'Bulk 0', 'MATERIAL', 'Bulk > 0', '0.25'])
    const run = await shop.deps.prisma.importRun.findUniqueOrThrow({ where: { id: made.importRunId ?? 0 } })
    expect(run).toMatchObject({ fileName: 'bulk.csv', imported: 5_000 })
    expect(await api.item.import({ csv })).toMatchObject({ ...nothing, unchanged: 5_000 })
    expect(await shop.deps.prisma.event.count({ where: { type: 'item.updated' } })).toBe(0)
  })

  it('takes back what an export wrote, edited', async () => {
    const item = await api.item.create({ sku: 'ROUND', name: '=Round, "trip"', unitPrice: '3.5', openingStock: '2' })
    const [head = '', row = ''] = await rowsOf(await api.item.export({ search: 'ROUND' }))
    const edited = row.replace('3.50', '4.75')
    const result = await api.item.import({ csv: csvOf([head, edited]) })
    expect(result).toMatchObject({ ...nothing, changed: 1, committed: true })
    expect(result.columns.filter(({ field }) => field === null).map(({ name }) => name)).toEqual([
      'onHand',
      'reserved',
      'available',
      'incoming',
    ])
    expect(await api.item.get({ id: item.id })).toMatchObject({ name: '=Round, "trip"', unitPrice: '4.75', version: 2 })
    const [event] = (await api.event.list({ entity: 'item', entityId: item.id })).items
    expect(event).toMatchObject({ type: 'item.updated', payload: { changed: ['unitPrice'] } })
    expect(event?.actor).not.toBeNull()
  })

  it('changes only what the file has a column for', async () => {
    const { id } = await api.item.create({ sku: 'PARTS', name: 'Parts', taxRate: '19', reorderPoint: '5', leadDays: 3 })
    await api.item.import({ csv: 'sku;name\nparts;Other name\n' })
    expect(await api.item.get({ id })).toMatchObject({
      name: 'Other name',
      taxRate: '19',
      reorderPoint: '5',
      leadDays: 3,
      sku: 'PARTS',
    })
    await api.item.import({ csv: 'sku;name;leadDays\nparts;Other name;14\n' })
    expect(await api.item.get({ id })).toMatchObject({ name: 'Other name', leadDays: 14 })
  })

  it('refuses rows with their lines and reasons, and lets none in unless it may', async () => {
    const held = await api.item.create({ sku: 'HELD', name: 'Held', openingStock: '1', cost: '2' })
    const frame = await api.frame.create({ name: 'F', sku: 'FRAME', material: 'Oak', widthMm: 500, heightMm: 500 })
    const csv = csvOf([
      'sku,name,kind,unit,cost',
      'NEW-1,New,MATERIAL,each,1',
      'NEW-1,Again,MATERIAL,each,1',
      '=cmd|x,Formula,MATERIAL,each,1',
      'HELD,Held,PRODUCT,m,2',
      'held2,Held,PRODUCT,each,x',
      'FRAME,F,PRODUCT,each,0',
    ])
    const refused = await api.item.import({ csv })
    expect(refused).toMatchObject({ ...nothing, refused: 5, committed: false })
    expect(refused.refusals.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7])
    const reasons = refused.refusals.map(({ reason }) => reason)
    expect(reasons[0]).toMatch(/already on line 2/)
    expect(reasons[1]).toMatch(/sku is/)
    expect(reasons[2]).toMatch(/unit cannot change/)
    expect(reasons[4]).toMatch(/stays a frame/)
    expect(refused.refusedCsv).toContain('refusedLine,refusedBecause,sku')
    expect((await api.item.count({ search: 'NEW-1' })).total).toBe(0)

    expect(await api.item.import({ csv, partial: true })).toMatchObject({ created: 1, refused: 5, committed: true })
    const cost = await api.item.import({ csv: 'sku,name,cost\nHELD,Held,9\n' })
    expect(cost.refusals[0]?.reason).toMatch(/average of what it came at/)
    expect((await api.item.get({ id: held.id })).cost).toBe('2.00')
    const renamed = await api.item.import({ csv: 'sku,name,kind\nFRAME,Frame F,FRAME\n' })
    expect(renamed).toMatchObject({ ...nothing, changed: 1 })
    expect((await api.frame.get({ id: frame.id })).name).toBe('Frame F')
  })

  it('says what is wrong with a file that cannot be read', async () => {
    const wrong = { domainCode: 'INVALID_INPUT' }
    await expect(api.item.import({ csv: 'name,price\nx,1\n' })).rejects.toMatchObject(wrong)
    await expect(api.item.import({ csv: 'name,price\nx,1\n' })).rejects.toThrow(/no column sku/)
    await expect(api.item.import({ csv: 'sku,name,sku\nx,1,2\n' })).rejects.toThrow(/two columns/)
    await expect(api.item.import({ csv: 'sku,name\n"x,1\n' })).rejects.toThrow(/never closed/)
  })

  it('keeps the invariants of stock while it changes costs', async () => {
    await api.item.import({ csv: 'sku,name,cost\nBULK-1,Bulk 1,7\n' })
    const overview = await api.stock.overview()
    expect(overview.value).toBe('2.00')
  })
})

describe('importing by REST', () => {
  const post = (body: string | Uint8Array, query = '', by = token) =>
    fetch(`${server.url}/api/inventory/customers/import${query}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by}`, 'content-type': 'text/csv' },
      body: body as string,
    })

  it('takes the file as the body', async () => {
    const answer = await post('\uFEFFcode,name,email\nACME,Acme GmbH,a@example.com\n', '?dryRun=true&fileName=a.csv')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ created: 1, committed: false })
    expect(await (await post('code,name\nACME,Acme GmbH\n')).json()).toMatchObject({ created: 1, committed: true })
    expect(await (await post('code,name\nacme,Acme AG\n')).json()).toMatchObject({ changed: 1, committed: true })
  })

  it('refuses what is not UTF-8, what is too large, and who may not', async () => {
    const latin = await post(Buffer.from('code,name\nX,M\xfcller\n', 'latin1'))
    expect(latin.status).toBe(400)
    expect(await latin.text()).toMatch(/UTF-8/)
    const large = await post(new Uint8Array(17 * 1024 * 1024))
    expect(large.status).toBe(413)
    expect(await large.json()).toMatchObject({ details: { limitBytes: 16 * 1024 * 1024 } })
    expect((await post('code,name\nX,Y\n', '', await server.as('VIEWER'))).status).toBe(403)
  })
})

describe('importing customers as a salesperson', () => {
  it('makes and changes one’s own, and nobody else’s', async () => {
    const seller = await shop.role('SALES_EXECUTIVE')
    const theirs = await api.customer.create({ code: 'THEIRS', name: 'Theirs' })
    const result = await seller.api.customer.import({
      csv: `code,name,owner\nMINE,Mine,\nTHEIRS,Stolen,\nGIFT,Gift,${theirs.owner?.name.split(' ')[0]}\n`,
      partial: true,
    })
    expect(result).toMatchObject({ created: 1, refused: 2 })
    expect((await seller.api.customer.list({})).items.map((one) => one.code)).toEqual(['MINE'])
    expect((await api.customer.get({ id: theirs.id })).name).toBe('Theirs')
    expect(await seller.api.customer.import({ csv: 'code,name,phone\nmine,Mine,1\n' })).toMatchObject({ changed: 1 })
    expect((await seller.api.customer.list({})).items[0]).toMatchObject({
      phone: '1',
      owner: { id: seller.caller.userId },
    })
  })
})

describe('importing suppliers', () => {
  it('makes and changes', async () => {
    expect(await api.supplier.import({ csv: 'code,name,active\nS1,One,yes\nS2,Two,no\n' })).toMatchObject({
      created: 2,
    })
    const again = await api.supplier.import({ csv: 'code,name,active\nS1,One,no\nS2,Two,no\n' })
    expect(again).toMatchObject({ changed: 1, unchanged: 1 })
  })
})
