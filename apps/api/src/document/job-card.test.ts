import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
let frameId: number
let barId: number
beforeAll(async () => {
  shop = await openStockedShop()
  barId = await shop.item(7, { name: 'Oak bar', unit: 'm' })
  const frame = await shop.api.frame.create({ name: 'Kitchen window', material: 'Oak', widthMm: 1230, heightMm: 1480 })
  frameId = frame.id
  await shop.api.frame.saveBom({
    id: frameId,
    lines: [{ componentId: barId, quantity: '250', unit: 'cm', stage: 'ASSEMBLY' }],
  })
})
afterAll(() => shop.close())

async function wordsOf({ base64 }: { base64: string }): Promise<string> {
  const { text } = await extractText(new Uint8Array(Buffer.from(base64, 'base64')))
  return text.join('\n')
}

describe('the job card', () => {
  it('of a production order says what to make, with a code for each task, out of what', async () => {
    const { id } = await shop.api.productionOrder.create({ itemId: frameId, quantity: 4, notes: 'Mind the grain' })
    const order = await shop.api.productionOrder.release({ id, partial: true })
    const file = await shop.api.productionOrder.jobCard({ id })
    expect(file.fileName).toBe(`job-card-${order.number}.pdf`)
    const words = await wordsOf(file)
    const { items: tasks } = await shop.api.task.list({ productionOrderId: id })
    for (const said of [order.number, 'Kitchen window', '1230', '1480', 'Oak bar', 'Mind the grain', '4 each']) {
      expect(words).toContain(said)
    }
    expect(tasks).toHaveLength(2)
    for (const task of tasks) expect(words).toContain(`T-${task.id}`)
    expect((await shop.api.productionOrder.jobCard({ id })).base64).toBe(file.base64)
  })

  it('of a work order is its own', async () => {
    const { id, number } = await shop.api.workOrder.create({ frameId, quantity: 2, description: 'For the show' })
    const task = await shop.api.assembly.create({ frameId, workOrderId: id, quantity: 2 })
    const words = await wordsOf(await shop.api.workOrder.jobCard({ id }))
    for (const said of [number, `T-${task.id}`, 'For the show', 'Oak bar']) expect(words).toContain(said)
  })
})

describe('the pick list', () => {
  it('says where what is promised lies, and what is missing', async () => {
    const leg = await shop.item(5, { name: 'Leg' })
    const rack = await shop.place('RACK-7')
    await shop.api.stock.transfer({ itemId: leg, fromId: shop.at('STOCK'), toId: rack, quantity: 2 })
    const itemId = await shop.item()
    await shop.api.bom.create({ itemId, lines: [{ componentId: leg, quantity: 4, unit: 'each' }] })
    const { id } = await shop.api.productionOrder.create({ itemId, quantity: 2 })
    await shop.api.productionOrder.release({ id, partial: true })
    const words = await wordsOf(await shop.api.productionOrder.pickList({ id }))
    for (const said of ['RACK-7', 'STOCK', 'Leg', 'Missing']) expect(words).toContain(said)
  })
})
