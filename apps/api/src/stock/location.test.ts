import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop()
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

describe('locations', () => {
  it('make a tree with codes that are unique regardless of case', async () => {
    const hall = await shop.place('HALL-1')
    const rack = await shop.place('RACK-1', { parentId: hall })
    await expect(shop.place('rack-1')).rejects.toMatchObject(refused('DUPLICATE', { field: 'code' }))
    await expect(shop.place('RACK-2', { parentId: 999_999 })).rejects.toMatchObject({ domainCode: 'INVALID_INPUT' })
    expect(await shop.api.stock.location({ id: rack })).toMatchObject({ code: 'RACK-1', parentId: hall, active: true })
    await expect(shop.api.stock.updateLocation({ id: hall, parentId: rack })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'location.ring' }),
    )
    await expect(shop.api.stock.updateLocation({ id: hall, parentId: hall })).rejects.toMatchObject({
      domainCode: 'RULE_VIOLATED',
    })
    expect(await shop.api.stock.updateLocation({ id: rack, parentId: null, name: 'Rack' })).toMatchObject({
      parentId: null,
      name: 'Rack',
    })
  })

  it('do not become a ring when two are moved below each other at once', async () => {
    const [a, b] = [await shop.place('RING-A'), await shop.place('RING-B')]
    const moved = await Promise.allSettled([
      shop.api.stock.updateLocation({ id: a, parentId: b }),
      shop.api.stock.updateLocation({ id: b, parentId: a }),
    ])
    expect(moved.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('stay active while they hold stock, and take none once they are not', async () => {
    const [id, rack] = [await shop.item(3), await shop.place('RACK-3')]
    await shop.api.stock.transfer({ itemId: id, fromId: shop.at('STOCK'), toId: rack, quantity: 1 })
    await expect(shop.api.stock.updateLocation({ id: rack, active: false })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'location.holdsStock' }),
    )
    await shop.api.stock.transfer({ itemId: id, fromId: rack, toId: shop.at('STOCK'), quantity: 1 })
    await shop.api.stock.updateLocation({ id: rack, active: false })
    await expect(
      shop.api.stock.transfer({ itemId: id, fromId: shop.at('STOCK'), toId: rack, quantity: 1 }),
    ).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'stock.place' }))
    await expect(shop.api.stock.updateLocation({ id: shop.at('STOCK'), active: false })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'location.system' }),
    )
  })

  it('hold nothing when they are deactivated at the moment something arrives', async () => {
    const id = await shop.item(50)
    for (let round = 0; round < 10; round++) {
      const rack = await shop.place(`RACE-${round}`)
      await Promise.allSettled([
        shop.api.stock.updateLocation({ id: rack, active: false }),
        shop.api.stock.transfer({ itemId: id, fromId: shop.at('STOCK'), toId: rack, quantity: 1 }),
      ])
      const { active } = await shop.api.stock.location({ id: rack })
      const { items } = await shop.api.stock.balances({ locationId: rack })
      expect(active).toBe(items.length > 0)
    }
  })
})
