import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../testing/catalogue.ts'
import { openStockedShop, refused, type StockedShop } from '../testing/stocked-shop.ts'

const timeZone = 'America/New_York'
/** Late on the tenth where the shop is, the eleventh already by UTC. */
const evening = new Date('2026-03-11T02:30:00Z')
let now = evening
let shop: StockedShop
beforeAll(async () => {
  shop = await openStockedShop(() => now, timeZone)
})
afterAll(() => shop.close())

const on = (day: string) => {
  now = new Date(`${day}T10:00:00Z`)
}
const gap = { name: 'Gap', kind: 'NUMERIC', unit: 'mm', nominal: '4', lower: '3.5', upper: '4.5' } as const
const seal = { name: 'Seal', kind: 'PASS_FAIL', instructions: 'All round, by hand' } as const

/** A plan of an item for what is made, and an inspection of it by hand. */
async function planned(name: string, more: object = {}) {
  const itemId = await shop.item(0, { name })
  const { id: planId } = await shop.api.inspectionPlan.create({
    ...{ name: `Plan of ${name}`, type: 'IN_PROCESS', itemId, sampling: 'FIXED', sampleValue: '2' },
    ...{ characteristics: [gap, seal], ...more },
  })
  const inspect = async (first: string, second: string, found: object = {}) => {
    const { id } = await shop.api.inspection.create({ type: 'IN_PROCESS', itemId, planId, quantity: '3' })
    const values = [first, second].map((value, at) => ({ lineNo: 1, sample: at + 1, value }))
    return shop.api.inspection.record({ id, readings: [...values, { lineNo: 2, passed: true }], ...found })
  }
  return { itemId, planId, inspect }
}
const raise = (itemId: number, defect: string, quantity = '1') =>
  shop.api.nonConformance.create({ itemId, defect, quantity, severity: 'MAJOR' })

describe('the quality dashboard', () => {
  it('counts what was looked at for the first time, by kind and by week, and what waits now', async () => {
    const { itemId, inspect } = await planned('Sash')
    on('2026-03-02')
    await inspect('4', '4.1')
    await inspect('4', '3.9')
    on('2026-03-09')
    const failed = await inspect('4', '4.9', { failedQuantity: '1', defect: 'Gap too wide' })
    expect(failed.status).toBe('FAILED')
    // Mended and looked at again: it passes, and is not the first of its goods.
    const ncr = failed.nonConformances[0]?.id ?? 0
    await shop.api.nonConformance.decide({ id: ncr, disposition: 'REWORK' })
    const { items } = await shop.api.inspection.list({ itemId, status: ['OPEN'] })
    const again = await shop.api.inspection.get({ id: items[0]?.id ?? 0 })
    await shop.api.inspection.record({ id: again.id, result: 'PASSED', readings: readingsFor(again.sampleSize) })
    const waiting = await shop.api.inspection.create({ type: 'INCOMING', itemId, quantity: '1' })

    const days = { from: '2026-03-01', to: '2026-03-09' }
    expect(await shop.api.quality.dashboard(days)).toMatchObject({
      ...{ ...days, openInspections: 1, openByType: { INCOMING: 1, IN_PROCESS: 0, OUTGOING: 0, TRANSFER: 0 } },
      firstPassYield: { first: 3, passed: 2, percent: '66.67' },
      yieldByType: [{ type: 'IN_PROCESS', first: 3, passed: 2 }],
      yieldByWeek: [
        { week: '2026-03-02', first: 2, passed: 2, percent: '100' },
        { week: '2026-03-09', first: 1, passed: 0, percent: '0' },
      ],
      items: [{ id: itemId, name: 'Sash', failed: 1, inspected: 4 }],
      suppliers: [],
    })
    expect(await shop.api.quality.dashboard({ from: '2026-03-03', to: '2026-03-08' })).toMatchObject({
      ...{ firstPassYield: { first: 0, passed: 0, percent: null }, yieldByWeek: [], items: [], openInspections: 1 },
    })
    await shop.api.inspection.cancel({ id: waiting.id })
    expect((await shop.api.quality.dashboard(days)).openInspections).toBe(0)
  })

  it('says what is wrong most often, however it is spelt, with its part of all so far and what it cost', async () => {
    on('2026-04-10')
    const { itemId } = await planned('Pane', { type: 'OUTGOING' })
    const scratched = await Promise.all([1, 2, 3].map(() => raise(itemId, 'Scratch', '2')))
    await raise(itemId, 'scratch')
    for (let more = 0; more < 3; more++) await raise(itemId, 'Bubble')
    await raise(itemId, 'Crack')
    const { pareto, undecided, openNonConformances } = await shop.api.quality.dashboard({ from: '2026-04-01' })
    expect(pareto).toMatchObject([
      { defect: expect.stringMatching(/^scratch$/i), count: 4, quantity: '7', cumulativePercent: '50', others: false },
      { defect: 'Bubble', count: 3, quantity: '3', cumulativePercent: '87.5', others: false },
      { defect: 'Crack', count: 1, quantity: '1', cumulativePercent: '100', others: false },
    ])
    expect(undecided).toBeGreaterThanOrEqual(8)
    expect(openNonConformances).toBeGreaterThanOrEqual(undecided)

    for (let more = 0; more < 20; more++) await raise(itemId, `Rare ${String(more).padStart(2, '0')}`)
    const many = (await shop.api.quality.dashboard({ from: '2026-04-01' })).pareto
    expect(many).toHaveLength(21)
    // 28 in all; those that are not among the twenty stand together at the end.
    expect(many.at(-1)).toMatchObject({ defect: 'Others', count: 3, others: true, cumulativePercent: '100' })
    expect(scratched).toHaveLength(3)
  })

  it('looks at ninety days by itself, and refuses days that are none', async () => {
    now = evening
    expect(await shop.api.quality.dashboard({})).toMatchObject({ from: '2025-12-11', to: '2026-03-10' })
    const invalid = { domainCode: 'INVALID_INPUT' }
    const { dashboard } = shop.api.quality
    await expect(dashboard({ from: '2026-02-02', to: '2026-02-01' })).rejects.toMatchObject(invalid)
    await expect(dashboard({ from: '2020-01-01', to: '2026-02-01' })).rejects.toMatchObject(invalid)
  })
})

const readingsFor = (sampleSize: number) => [
  ...Array.from({ length: sampleSize }, (_, at) => ({ lineNo: 1, sample: at + 1, value: '4' })),
  { lineNo: 2, passed: true },
]

describe('what was measured', () => {
  it('is a point an inspection, the average of its sample, with what the plan allows', async () => {
    on('2026-05-04')
    const { planId, inspect } = await planned('Rail')
    await inspect('4', '4.2')
    await inspect('3.8', '3.9')
    expect(await shop.api.quality.controlChart({ id: planId })).toMatchObject({
      ...{ characteristic: 'Gap', unit: 'mm', nominal: '4', lower: '3.5', upper: '4.5' },
      points: [
        { mean: '4.1', samples: 2, min: '4', max: '4.2' },
        { mean: '3.85', samples: 2, min: '3.8', max: '3.9' },
      ],
    })
    expect(await shop.api.quality.controlChart({ id: planId, points: 2 })).toMatchObject({ points: { length: 2 } })
    await expect(shop.api.quality.controlChart({ id: 999_999 })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('can be looked at still when the plan no longer names it', async () => {
    on('2026-05-05')
    const { itemId, planId, inspect } = await planned('Post')
    await inspect('4', '4.2')
    await inspect('4.1', '4.2')
    const plan = await shop.api.inspectionPlan.get({ id: planId })
    await shop.api.inspectionPlan.update({
      ...{ id: planId, version: plan.version, name: plan.name, type: plan.type, itemId, active: true },
      ...{ sampling: plan.sampling, sampleValue: plan.sampleValue },
      characteristics: [{ ...gap, name: 'Play' }, seal],
    })
    const { items } = await shop.api.quality.measured({ planId })
    expect(items).toMatchObject([
      { characteristic: 'Play', current: true },
      { characteristic: 'Gap', current: false, unit: 'mm', inspections: 2 },
    ])
    const before = await shop.api.quality.controlChart({ id: planId, characteristic: 'Gap' })
    expect(before).toMatchObject({ characteristic: 'Gap', unit: 'mm', nominal: null, lower: null, upper: null })
    expect(before.points.map((point) => point.mean)).toEqual(['4.1', '4.15'])
    // Of all plans, what they measure now.
    const all = (await shop.api.quality.measured({})).items.filter((one) => one.plan.id === planId)
    expect(all).toMatchObject([{ characteristic: 'Play', current: true }])
  })
})

describe('a certificate', () => {
  const textOf = async (id: number) => {
    const file = await shop.api.inspection.certificate({ id })
    const { text } = await extractText(new Uint8Array(Buffer.from(file.base64, 'base64')))
    return { fileName: file.fileName, text: text.join('\n') }
  }

  it('says what was looked at, against which limits, what was found and by whom, on the day of the shop', async () => {
    now = evening
    const { inspect } = await planned('Mullion')
    const passed = await inspect('4.25', '3.75', { notes: 'Warm that day' })
    const { fileName, text } = await textOf(passed.id)
    expect(fileName).toBe(`${passed.number}.pdf`)
    for (const words of ['Inspection certificate', passed.number, 'Mullion', 'Plan of Mullion, version 1', 'Gap'])
      expect(text).toContain(words)
    for (const words of ['3.5 to 4.5 mm', '4.25, 3.75 mm', 'Seal', 'All round, by hand', 'all good', 'Warm that day'])
      expect(text).toContain(words)
    expect(text).toContain('10 Mar 2026')
    expect(text).toContain('Passed')
    expect(text).not.toContain('Failed')
  })

  it('of what failed says how much did, and which non-conformance it opened', async () => {
    const { inspect } = await planned('Transom')
    const failed = await inspect('4.75', '4', { failedQuantity: '2' })
    const { text } = await textOf(failed.id)
    for (const words of ['4.75, 4 mm', 'Did not pass', '2 each', 'Failed', failed.nonConformances[0]?.number ?? '?'])
      expect(text).toContain(words)
  })

  it('is not given of what is not decided', async () => {
    const { itemId } = await planned('Bead')
    const { id } = await shop.api.inspection.create({ type: 'INCOMING', itemId, quantity: '1' })
    await expect(shop.api.inspection.certificate({ id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'inspection.undecided' }),
    )
  })
})

describe('as CSV', () => {
  it('inspections have a row each, as the list is filtered, and nothing that a spreadsheet would run', async () => {
    on('2026-06-01')
    const { itemId, inspect } = await planned('=HYPERLINK("x")')
    const failed = await inspect('4.75', '4', { failedQuantity: '2', notes: 'Line 1, "both"\nLine 2' })
    const [head, ...rows] = await rowsOf(await shop.api.inspection.export({ itemId }))
    expect(head).toBe(
      'number,type,status,stage,sku,item,plan,source,quantity,sampleSize,failed,waitsAt,inspector,createdAt,decidedAt,notes',
    )
    expect(rows.join('\n')).toContain(`${failed.number},IN_PROCESS,FAILED,`)
    expect(rows.join('\n')).toContain(`'=HYPERLINK(""x"")`)
    expect(rows.join('\n')).toContain('"Line 1, ""both""\nLine 2"')
    expect(await rowsOf(await shop.api.inspection.export({ itemId, status: ['PASSED'] }))).toEqual([head])
  })

  it('non-conformances have a row each', async () => {
    on('2026-06-02')
    const { itemId } = await planned('Leaf')
    const made = await raise(itemId, '+Dent')
    const [head, row, ...more] = await rowsOf(await shop.api.nonConformance.export({ itemId }))
    expect(head).toBe(
      'number,status,severity,defect,sku,item,quantity,inspection,source,disposition,cost,createdAt,decidedAt,closedAt,description,dispositionNotes',
    )
    expect(row).toContain(`${made.number},OPEN,MAJOR,'+Dent,`)
    expect(more).toEqual([])
    const driver = await shop.role('DRIVER')
    await expect(driver.api.nonConformance.export({})).rejects.toMatchObject({ code: 'FORBIDDEN' })
  })
})
