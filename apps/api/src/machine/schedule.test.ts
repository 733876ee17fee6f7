import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refused } from '../testing/stocked-shop.ts'
import { at, type MachineShop, openMachineShop } from './testing.ts'

let shop: MachineShop
beforeAll(async () => {
  shop = await openMachineShop()
})
beforeEach(() => shop.setNow('06:00'))
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

const place = (order: { scheduledStart: string | null; scheduledEnd: string | null }) => [
  order.scheduledStart,
  order.scheduledEnd,
]

describe('scheduling', () => {
  it('derives the end from cycle time, quantity and calendar', async () => {
    const machine = await shop.machine()
    // 1,200 minutes from Monday 08:00: 14 hours until 22:00, 6 more on Tuesday from 06:00.
    const order = await shop.order(1200)
    const after = await shop.api.productionOrder.schedule({ id: order.id, machineId: machine.id, start: at('08:00') })
    expect(place(after)).toEqual([at('08:00'), at('12:00', 2)])
    expect(after.machine).toMatchObject({ id: machine.id })
    const closed = await shop.order(60)
    const morning = await shop.api.productionOrder.schedule({
      id: closed.id,
      machineId: machine.id,
      start: at('23:00', 2),
    })
    expect(place(morning)).toEqual([at('06:00', 3), at('07:00', 3)])
  })

  it('takes an item’s own cycle time, or the time that is said, and refuses where none is known', async () => {
    const order = await shop.order(60)
    const fast = await shop.machine({ items: [{ itemId: order.itemId, cycleSeconds: 30 }] })
    const unknown = await shop.machine({ cycleSeconds: null })
    const { api } = shop
    expect(place(await api.productionOrder.schedule({ id: order.id, machineId: fast.id, start: at('08:00') }))).toEqual(
      [at('08:00'), at('08:30')],
    )
    await expect(
      api.productionOrder.schedule({ id: order.id, machineId: unknown.id, start: at('08:00') }),
    ).rejects.toMatchObject(refused('RULE_VIOLATED', { rule: 'machine.noCycleTime' }))
    const said = await api.productionOrder.schedule({
      id: order.id,
      machineId: unknown.id,
      start: at('08:00'),
      seconds: 7200,
    })
    expect(place(said)).toEqual([at('08:00'), at('10:00')])
  })

  it('refuses what overlaps, naming it and the next free place, unless asked to put it there all the same', async () => {
    const { api } = shop
    const machine = await shop.machine()
    const [first, second] = [await shop.order(120), await shop.order(60)]
    await api.productionOrder.schedule({ id: first.id, machineId: machine.id, start: at('08:00') })
    const input = { id: second.id, machineId: machine.id, start: at('09:00') }
    await expect(api.productionOrder.schedule(input)).rejects.toMatchObject({
      ...refused('CONFLICT', { conflicts: [expect.objectContaining({ number: first.number })], free: at('10:00') }),
      message: expect.stringContaining(first.number),
    })
    await api.productionOrder.schedule({ ...input, allowConflict: true })
    const board = await api.machine.board({ from: at('00:00'), to: at('00:00', 2) })
    const bars = board.machines.find((one) => one.id === machine.id)?.orders
    expect(bars?.map((bar) => [bar.number, bar.conflict, bar.outdated])).toEqual([
      [first.number, true, false],
      [second.number, true, false],
    ])
    // Side by side is no conflict.
    await api.productionOrder.schedule({ ...input, start: at('10:00') })
    const clear = await api.machine.board({ from: at('00:00'), to: at('00:00', 2) })
    expect(clear.machines.find((one) => one.id === machine.id)?.orders.some((bar) => bar.conflict)).toBe(false)
  })

  it('gives one of many who want the same place at once', async () => {
    const machine = await shop.machine()
    const orders = await Promise.all(Array.from({ length: 12 }, () => shop.order(60)))
    const tried = await Promise.allSettled(
      orders.map(({ id }) => shop.api.productionOrder.schedule({ id, machineId: machine.id, start: at('08:00') })),
    )
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
    for (const one of tried) if (one.status === 'rejected') expect(one.reason).toMatchObject(refused('CONFLICT'))
  })

  it('is refused to who saw another version, for what is done, and in the past', async () => {
    const { api } = shop
    const machine = await shop.machine()
    const order = await shop.order(10)
    const input = { id: order.id, machineId: machine.id, start: at('08:00') }
    await api.productionOrder.schedule({ ...input, version: order.version })
    await expect(api.productionOrder.schedule({ ...input, version: order.version })).rejects.toMatchObject(
      refused('VERSION_CONFLICT'),
    )
    shop.setNow('12:00')
    await expect(api.productionOrder.schedule(input)).rejects.toMatchObject(refused('INVALID_INPUT'))
    await api.productionOrder.cancel({ id: order.id })
    await expect(api.productionOrder.schedule({ ...input, start: at('14:00') })).rejects.toMatchObject(
      refused('WRONG_STATE'),
    )
    // What was cancelled takes up no place.
    const other = await shop.order(10)
    await api.productionOrder.schedule({ ...input, id: other.id, start: at('12:00') })
    const { api: floor } = await shop.role('ASSEMBLER')
    await expect(floor.productionOrder.schedule({ ...input, start: at('13:00') })).rejects.toMatchObject(
      refused('FORBIDDEN'),
    )
  })

  it('of what is under way plans what is left', async () => {
    const { api } = shop
    const machine = await shop.machine()
    const order = await shop.released(120)
    await api.productionOrder.output({ productionOrderId: order.id, quantity: 60 })
    const after = await api.productionOrder.schedule({ id: order.id, machineId: machine.id, start: at('08:00') })
    expect(place(after)).toEqual([at('08:00'), at('09:00')])
  })

  it('follows the order: another quantity another end, another machine another place to find', async () => {
    const { api } = shop
    const [machine, other] = [await shop.machine(), await shop.machine()]
    const order = await shop.order(60)
    await api.productionOrder.schedule({ id: order.id, machineId: machine.id, start: at('08:00') })
    expect(place(await api.productionOrder.update({ id: order.id, quantity: 90 }))).toEqual([at('08:00'), at('09:30')])
    expect(await api.productionOrder.update({ id: order.id, machineId: other.id })).toMatchObject({
      machine: { id: other.id },
      scheduledStart: null,
    })
    expect(await api.productionOrder.update({ id: order.id, machineId: null })).toMatchObject({ machine: null })
  })

  it('tells which orders a changed calendar would have end at another time', async () => {
    const { api } = shop
    const machine = await shop.machine()
    const order = await shop.order(120)
    await api.productionOrder.schedule({ id: order.id, machineId: machine.id, start: at('08:00', 4) })
    const closed = { machineId: machine.id, kind: 'CLOSED' as const, name: 'Power cut' }
    const { id } = await api.machineCalendar.addException({ ...closed, from: at('09:00', 4), to: at('10:00', 4) })
    const bar = async () => {
      const board = await api.machine.board({ from: at('00:00', 4), to: at('00:00', 5) })
      return board.machines.find((one) => one.id === machine.id)?.orders[0]
    }
    expect(await bar()).toMatchObject({ outdated: true, scheduledEnd: at('10:00', 4) })
    await api.machineCalendar.removeException({ id })
    expect(await bar()).toMatchObject({ outdated: false })
  })
})

describe('the schedule board', () => {
  it('shows no order of which nothing is left to be made', async () => {
    const { api } = shop
    const { id } = await shop.released(3)
    const waits = async () => (await api.machine.unscheduled({})).items.some((one) => one.id === id)
    await api.productionOrder.output({ productionOrderId: id, quantity: 2 })
    expect(await waits()).toBe(true)
    await api.productionOrder.output({ productionOrderId: id, quantity: 1 })
    expect(await waits()).toBe(false)
  })

  it('shows what waits for a place, the earliest due first, and what is late', async () => {
    const { api } = shop
    const machine = await shop.machine()
    const late = await shop.order(60, { dueDate: '2026-06-01', priority: 'HIGH' })
    const soon = await shop.order(60, { dueDate: '2026-06-01' })
    const waiting = (await api.machine.unscheduled({})).items.map((one) => one.number)
    expect(waiting.indexOf(late.number)).toBeLessThan(waiting.indexOf(soon.number))
    expect((await api.machine.unscheduled({ search: soon.number })).items).toMatchObject([{ id: soon.id, late: false }])
    await api.productionOrder.schedule({ id: late.id, machineId: machine.id, start: at('06:00', 2) })
    expect((await api.machine.unscheduled({})).items.map((one) => one.id)).not.toContain(late.id)
    const board = await api.machine.board({ from: at('00:00'), to: at('00:00', 3) })
    expect(board.machines.find((one) => one.id === machine.id)?.orders).toMatchObject([
      { number: late.number, late: true, maySchedule: true },
    ])
    expect(board.calendars[0]).toMatchObject({ name: 'Early and late', revisions: [{ shifts: [{}, {}] }] })
    expect((await api.productionOrder.list({ scheduled: true, machineId: machine.id })).items).toHaveLength(1)
  })

  it('suggests the first free place on each machine, the one that ends first before the others', async () => {
    const { api } = shop
    const order = await shop.order(60, { dueDate: '2026-06-01' })
    const busy = await shop.machine()
    const fast = await shop.machine({ cycleSeconds: 600, items: [{ itemId: order.itemId, cycleSeconds: 30 }] })
    const first = await shop.order(120)
    await api.productionOrder.schedule({ id: first.id, machineId: busy.id, start: at('06:30') })
    const { items } = await api.productionOrder.suggest({ id: order.id })
    expect(items[0]).toEqual({
      machine: { id: fast.id, code: fast.code, name: fast.name },
      start: at('06:00'),
      end: at('06:30'),
      seconds: 1800,
      late: false,
    })
    const ofBusy = await api.productionOrder.suggest({ id: order.id, machineId: busy.id })
    expect(ofBusy.items).toMatchObject([{ start: at('08:30'), end: at('09:30') }])
  })
})
