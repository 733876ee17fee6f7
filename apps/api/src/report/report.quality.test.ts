import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStockedShop, type StockedShop } from '../testing/stocked-shop.ts'

let shop: StockedShop
let itemId: number

/** What happens here happens today, whatever the zones. */
const around = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const now = { from: around(-1), to: around(1) }

/** A delivery that is inspected, and its inspection. */
async function deliver(supplierId: number, quantity: string) {
  const order = await shop.api.purchaseOrder.create({ supplierId, lines: [{ itemId, quantity, unitPrice: '4' }] })
  await shop.api.purchaseOrder.receive({ id: order.id, lines: [{ lineId: order.lines[0]?.id ?? 0, quantity }] })
  const { items } = await shop.api.inspection.list({ itemId, status: ['OPEN'] })
  return items[0]?.id ?? 0
}

beforeAll(async () => {
  shop = await openStockedShop()
  itemId = await shop.item(0)
  await shop.api.inspectionPlan.create({
    ...{ name: 'Incoming glass', type: 'INCOMING', itemId, sampling: 'ALL' },
    characteristics: [{ name: 'Scratches', kind: 'PASS_FAIL' }],
  })
  const good = (await shop.api.supplier.create({ name: 'Clear & Co' })).id
  const bad = (await shop.api.supplier.create({ name: 'Scratched & Co' })).id
  for (const [supplierId, passed] of [
    [good, true],
    [good, true],
    [bad, false],
  ] as const) {
    const id = await deliver(supplierId, '5')
    await shop.api.inspection.record({
      ...{ id, readings: [{ lineNo: 1, passed }] },
      ...(passed ? {} : { failedQuantity: '2', description: 'Scratched' }),
    })
  }
})
afterAll(() => shop.close())

const rowsOf = async (key: string) =>
  (await shop.api.report.quality(now)).sections.find((section) => section.key === key)

describe('the quality of a period', () => {
  it('is what was inspected and what was raised, by day', async () => {
    const section = await rowsOf('periods')
    expect(section?.columns.map(({ label }) => label)).toEqual([
      ...['Day', 'Inspections', 'Passed', 'Failed', 'Non-conformances', 'Lost at cost'],
    ])
    expect(section?.totals).toEqual(['Total', '3', '2', '1', '1', '0.00'])
  })

  it('has the first pass of all together, not the sum of its parts', async () => {
    expect(await rowsOf('kinds')).toMatchObject({
      rows: [['Incoming', '3', '2', '66.67']],
      totals: ['Total', '3', '2', '66.67'],
    })
    expect(await rowsOf('suppliers')).toMatchObject({
      rows: [
        [expect.any(String), 'Scratched & Co', '1', '0', '0'],
        [expect.any(String), 'Clear & Co', '2', '2', '100'],
      ],
      totals: ['Total', '', '3', '2', '66.67'],
    })
  })

  it('names the defects and the items, those that were wrong most first', async () => {
    expect((await rowsOf('defects'))?.rows).toEqual([[expect.any(String), '1', '2', '0.00']])
    expect((await rowsOf('items'))?.rows).toEqual([[expect.any(String), expect.any(String), '3', '2', '1']])
  })

  it('is the same as the quality dashboard counts', async () => {
    const { firstPassYield } = await shop.api.quality.dashboard(now)
    expect(firstPassYield).toEqual({ first: 3, passed: 2, percent: '66.67' })
  })

  it('prints', async () => {
    const file = await shop.api.report.qualityPdf(now)
    const { text } = await extractText(new Uint8Array(Buffer.from(file.base64, 'base64')))
    for (const words of ['Quality', 'First pass, by supplier', '66.67', 'Scratched & Co']) {
      expect(text.join('\n')).toContain(words)
    }
  })

  it('is for whoever sees inspections', async () => {
    const driver = await shop.role('DRIVER')
    await expect(driver.api.report.quality(now)).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
