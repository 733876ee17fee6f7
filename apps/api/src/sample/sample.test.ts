import { afterEach, describe, expect, it } from 'vitest'
import { checkInvariants } from '../invariants/invariants.ts'
import { openShop, type Shop } from '../testing/shop.ts'

let shop: Shop
afterEach(() => shop.close())

/** A shop that was started at such an hour, loaded. */
async function loadAt(instant: string) {
  shop = await openShop({ now: () => new Date(instant), timeZone: 'Europe/Berlin' })
  const { api } = await shop.role('SUPERADMIN')
  const loaded = await api.sample.load()
  const findings = await checkInvariants(shop.deps.readPool)
  expect(findings.filter((finding) => finding.violations > 0)).toEqual([])
  return { api, loaded }
}

describe('the sample shop', () => {
  it('has something on every board, with stock and history that hold', async () => {
    const { api, loaded } = await loadAt('2026-03-11T13:00:00Z')
    expect(loaded).toMatchObject({ machines: 4, productionOrders: 8, salesOrders: 3 })
    await expect(api.sample.load()).rejects.toMatchObject({ domainCode: 'CONFLICT' })

    const board = await api.machine.board({ from: '2026-03-10T00:00:00Z', to: '2026-03-25T00:00:00Z' })
    const onMachines = board.machines.map(({ code, orders }) => [code, orders.length])
    expect(Object.fromEntries(onMachines)).toEqual({ 'CNC-1': 2, 'GLZ-1': 0, 'SAW-1': 0, 'WLD-1': 2 })
    expect(board.machines.flatMap(({ orders }) => orders).some(({ conflict }) => conflict)).toBe(false)
    // Two drafts; what is made and waits for its inspection needs no machine.
    expect((await api.machine.unscheduled({})).items).toHaveLength(2)
    expect((await api.machine.list({ state: ['DOWN'] })).items).toMatchObject([{ code: 'SAW-1' }])

    // What is believable: a part of the day it ran, near its best, and next to nothing was lost.
    const { machines } = await api.machine.performance({ from: '2026-03-11', to: '2026-03-11' })
    const centre = machines.find(({ code }) => code === 'CNC-1')
    const percent = (text: string | null | undefined) => Number(text)
    expect(percent(centre?.availability)).toBeGreaterThan(50)
    expect(percent(centre?.performance)).toBeGreaterThan(50)
    expect(percent(centre?.performance)).toBeLessThanOrEqual(100)
    expect(percent(centre?.quality)).toBeGreaterThan(90)

    const statuses = (await api.productionOrder.list({ limit: 50 })).items.map(({ status }) => status)
    expect(new Set(statuses)).toEqual(new Set(['DRAFT', 'RELEASED', 'IN_PROGRESS', 'COMPLETED']))
    const inspections = (await api.inspection.list({ limit: 50 })).items
    expect(inspections.filter(({ status }) => status === 'OPEN').length).toBeGreaterThanOrEqual(2)
    expect(inspections.filter(({ status }) => status === 'PASSED').length).toBe(5)
    expect((await api.nonConformance.list({})).items).toMatchObject([{ status: 'OPEN', defect: 'Thickness' }])

    const { attention } = await api.statistics.summary()
    const kinds = attention.map(({ kind }) => kind)
    expect(kinds).toEqual(
      expect.arrayContaining(['LATE_SALES_ORDER', 'SHORT_SALES_ORDER', 'LATE_PRODUCTION_ORDER', 'LATE_WORK_ORDER']),
    )
  }, 120_000)

  it.each(['2026-03-11T23:05:00Z', '2026-03-15T04:00:00Z'])(
    'is loaded at %s as well, when nobody works',
    async (at) => {
      const { api } = await loadAt(at)
      expect((await api.machine.board({ from: at, to: '2026-03-28T00:00:00Z' })).machines).toHaveLength(4)
    },
    120_000,
  )
})
