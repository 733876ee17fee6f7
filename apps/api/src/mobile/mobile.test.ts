import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { numbered } from '../testing/numbered.ts'
import { openServer, type TestServer } from '../testing/server.ts'
import { type Api, openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
let server: TestServer
let api: Api
let token: string

beforeAll(async () => {
  shop = await openShop()
  server = await openServer(shop)
  api = (await shop.role('ADMIN')).api
  token = await server.as('ADMIN')
})
afterAll(async () => {
  await server.close()
  await shop.close()
})

const newOrder = async () => {
  const item = await api.item.create({ sku: `SASH-${Math.random()}`, name: 'Sash', kind: 'PRODUCT' })
  const part = await api.item.create({
    sku: `PART-${Math.random()}`,
    name: 'Part',
    kind: 'MATERIAL',
    openingStock: '50',
  })
  await api.bom.create({ itemId: item.id, lines: [{ componentId: part.id, quantity: '1', unit: 'each' }] })
  return api.productionOrder.create({ itemId: item.id, quantity: '2' })
}
const active = async (since?: string) => {
  await numbered(shop.deps)
  return api.mobile.productionOrders(since === undefined ? {} : { since })
}

describe('the list of production orders under way', () => {
  it('comes whole first, then only what has changed and what is gone', async () => {
    const [first, second] = [await newOrder(), await newOrder()]
    await api.productionOrder.release({ id: first.id })
    const whole = await active()
    expect(whole).toMatchObject({ full: true, removed: [] })
    expect(whole.items.map(({ id }) => id)).toEqual([first.id])
    expect(whole.items[0]).toMatchObject({ number: first.number, item: 'Sash', planned: '2', left: '2', late: false })

    expect(await active(whole.cursor)).toMatchObject({ full: false, items: [], removed: [] })
    await api.productionOrder.release({ id: second.id })
    const more = await active(whole.cursor)
    expect([more.full, more.items.map(({ id }) => id), more.removed]).toEqual([false, [second.id], []])
    await api.productionOrder.cancel({ id: first.id })
    const fewer = await active(more.cursor)
    expect([fewer.items, fewer.removed]).toEqual([[], [first.id]])
    // A device that was away for all of it has the same in the end.
    const after = await active(whole.cursor)
    expect([after.items.map(({ id }) => id), after.removed]).toEqual([[second.id], [first.id]])
  })

  it('comes whole for a cursor of another database', async () => {
    expect(await active('999999999')).toMatchObject({ full: true })
    await expect(api.mobile.productionOrders({ since: 'yesterday' })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})

describe('answers below /api/mobile', () => {
  it.each(['production/orders/active', 'quality/inspections/pending', 'warehouse/tasks', 'dashboard/summary'])(
    'are not sent again to a device that has them: %s',
    async (path) => {
      await numbered(shop.deps)
      const answer = await server.send('GET', `/api/mobile/${path}`, { token })
      const etag = answer.headers.get('etag') ?? ''
      expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
      expect(etag).toMatch(/^"[\w-]{27}"$/)
      const again = await server.send('GET', `/api/mobile/${path}`, {
        token,
        headers: { 'if-none-match': `W/${etag}` },
      })
      expect([again.status, again.headers.get('etag')]).toEqual([304, etag])
    },
  )
})
