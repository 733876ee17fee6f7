import { extractText, getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readCodes } from '../testing/printed-codes.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'
import { renderLabels } from './label.ts'

let shop: StockedShop
let server: TestServer
let token: string
let ids: number[]

beforeAll(async () => {
  shop = await openStockedShop()
  server = await openServer(shop)
  token = await server.as('WAREHOUSE')
  await shop.api.shop.update({ name: 'Łukasz Žižka Okna' })
  await shop.deps.prisma.customer.updateMany({
    data: { name: 'Győrffy & Söhne', address: 'Fő utca 1\n1011 Budapest', phone: '+36 1 234' },
  })
  const itemId = await shop.item(10)
  const [one, two] = [await shop.sell(itemId, 1), await shop.sell(itemId, 1)]
  ids = [
    (await shop.api.fulfilment.create({ salesOrderId: one.id, dueDate: '2026-03-09' })).id,
    (await shop.api.fulfilment.create({ salesOrderId: two.id })).id,
  ]
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

async function get(path: string, as = token) {
  const response = await fetch(`${server.url}/api/${path}`, { headers: { authorization: `Bearer ${as}` } })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}
const textOf = async (bytes: Buffer) => (await extractText(new Uint8Array(bytes))).text

describe('a label', () => {
  it('says where it goes and what it is, on 100 × 150 mm', async () => {
    const { number, source } = await shop.api.fulfilment.get({ id: ids[0] ?? 0 })
    const answer = await get(`fulfilments/${ids[0]}/label`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="${number}-label.pdf"`)
    const pages = await textOf(answer.bytes)
    expect(pages).toHaveLength(1)
    for (const words of ['Łukasz Žižka Okna', 'Győrffy & Söhne', 'Fő utca 1', '1011 Budapest', '+36 1 234'])
      expect(pages[0]).toContain(words)
    for (const words of [number, source.number, 'Due 9 Mar 2026']) expect(pages[0]).toContain(words)
    const page = await (await getDocumentProxy(new Uint8Array(answer.bytes))).getPage(1)
    const [, , width = 0, height = 0] = page.view
    expect([(width / 72) * 25.4, (height / 72) * 25.4].map(Math.round)).toEqual([100, 150])
  })

  it('has the number in both of its codes, to be read by a scanner', async () => {
    const { number } = await shop.api.fulfilment.get({ id: ids[0] ?? 0 })
    const { bytes } = await get(`fulfilments/${ids[0]}/label`)
    expect((await readCodes(bytes, 283.46, 425.2)).toSorted()).toEqual([`Code128 ${number}`, `QRCode ${number}`])
  })

  it('is one a page for several, in the order asked for', async () => {
    const [one = 0, two = 0] = ids
    const { status, headers, bytes } = await get(`fulfilments/labels?ids=${two}&ids=${one}`)
    expect(status).toBe(200)
    expect(headers.get('content-disposition')).toBe('inline; filename="labels.pdf"')
    const numbers = await Promise.all([two, one].map(async (id) => (await shop.api.fulfilment.get({ id })).number))
    const pages = await textOf(bytes)
    expect(pages).toHaveLength(2)
    pages.forEach((page, index) => {
      expect(page).toContain(numbers[index])
    })
    expect(pages[0]).not.toContain('Due')
  })

  it('of what is not there, or somebody else’s, is none', async () => {
    expect((await get('fulfilments/99999999/label')).status).toBe(404)
    expect((await get(`fulfilments/labels?ids=${ids[0]}&ids=99999999`)).status).toBe(404)
    expect((await get('fulfilments/labels')).status).toBe(400)
    expect((await get(`fulfilments/${ids[0]}/label`, await server.as('SALES_EXECUTIVE'))).status).toBe(404)
    expect((await get(`fulfilments/${ids[0]}/label`, await server.as('PURCHASER'))).status).toBe(403)
  })

  it('keeps its codes free of an address that is longer than the label', async () => {
    const to = { name: 'A very long name of a company '.repeat(8), address: 'Street\n'.repeat(60), phone: '1' }
    const bytes = await renderLabels(
      [{ number: 'FF-000001', source: 'SO-000001', dueDate: null, to }],
      'Shop',
      new Date(0),
    )
    expect(await textOf(bytes)).toHaveLength(1)
    expect(await readCodes(bytes, 283.46, 425.2)).toHaveLength(2)
  })
})
