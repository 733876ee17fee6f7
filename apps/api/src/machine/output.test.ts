import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../testing/catalogue.ts'
import { refused } from '../testing/stocked-shop.ts'
import { at, type MachineShop, openMachineShop } from './testing.ts'

let shop: MachineShop
beforeAll(async () => {
  shop = await openMachineShop()
})
afterEach(() => shop.expectInvariants())
afterAll(() => shop.close())

describe('an output on a machine', () => {
  it('knows its shift, its ideal time and what the machine cost', async () => {
    const { api } = shop
    const machine = await shop.machine()
    shop.setNow('15:00')
    const order = await shop.released(100)
    const { outputs } = await api.productionOrder.output({
      productionOrderId: order.id,
      machineId: machine.id,
      quantity: 50,
      scrap: 10,
      reason: 'Chipped',
      from: at('12:00'),
      to: at('13:30'),
    })
    expect(outputs).toMatchObject([{ machine: { id: machine.id }, shift: 'Early', machineCost: '54.00' }])
    const { items } = await api.productionOutput.list({ machineId: machine.id })
    expect(items).toMatchObject([
      {
        order: { number: order.number },
        good: '50',
        scrapped: '10',
        shift: 'Early',
        shiftDay: '2026-06-01',
        idealSeconds: '3600',
        machineCost: '54.00',
      },
    ])
  })

  it('is refused in the time of another, without naming a start that was mistyped, and on a machine out of use', async () => {
    const { api } = shop
    shop.setNow('15:00')
    const machine = await shop.machine()
    const order = await shop.released(100)
    const input = { productionOrderId: order.id, machineId: machine.id, quantity: 1 }
    await api.productionOrder.output({ ...input, from: at('08:00'), to: at('10:00') })
    await expect(api.productionOrder.output({ ...input, from: at('09:00'), to: at('11:00') })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'machine.outputOverlaps', number: order.number }),
    )
    await api.productionOrder.output({ ...input, from: at('10:00'), to: at('11:00') })
    // Without a start it takes no time of the machine's.
    await api.productionOrder.output({ ...input, to: at('09:00') })
    await expect(
      api.productionOrder.output({ ...input, from: '2026-05-01T08:00:00Z', to: at('11:30') }),
    ).rejects.toMatchObject(refused('INVALID_INPUT'))
    await expect(api.productionOrder.output({ ...input, from: at('12:00'), to: at('11:30') })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    await expect(api.productionOrder.output({ ...input, to: at('18:00') })).rejects.toMatchObject(
      refused('INVALID_INPUT'),
    )
    await api.machine.update({ id: machine.id, active: false })
    await expect(api.productionOrder.output(input)).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'machine.inactive' }),
    )
  })

  it('is one of those that come at once in the same time', async () => {
    shop.setNow('15:00')
    const machine = await shop.machine()
    const orders = await Promise.all([1, 2, 3, 4].map(() => shop.released(5)))
    const tried = await Promise.allSettled(
      orders.map(({ id }) =>
        shop.api.productionOrder.output({
          productionOrderId: id,
          machineId: machine.id,
          quantity: 1,
          from: at('13:00'),
          to: at('14:00'),
        }),
      ),
    )
    expect(tried.filter((one) => one.status === 'fulfilled')).toHaveLength(1)
  })
})

describe('what was made', () => {
  it('is listed, added up and exported by machine, operator and shift', async () => {
    const { api } = shop
    shop.setNow('20:00', 2)
    const machine = await shop.machine()
    const { caller: anna } = await shop.role('ASSEMBLER')
    const order = await shop.released(100)
    const made = (quantity: number, from: string, to: string, operatorId?: number) =>
      api.productionOrder.output({
        productionOrderId: order.id,
        machineId: machine.id,
        quantity,
        from: at(from, 2),
        to: at(to, 2),
        ...(operatorId === undefined ? {} : { operatorId }),
      })
    await made(10, '06:00', '08:00', anna.userId)
    await made(5, '08:00', '09:00')
    await made(7, '15:00', '16:00', anna.userId)

    const of = { machineId: machine.id }
    expect((await api.productionOutput.list({ ...of, operatorId: anna.userId })).items.map((one) => one.good)).toEqual([
      '7',
      '10',
    ])
    expect((await api.productionOutput.list({ ...of, shift: 'Late' })).items).toHaveLength(1)
    expect(await api.productionOutput.count({ ...of, from: '2026-06-02', to: '2026-06-02' })).toEqual({ total: 3 })
    expect(await api.productionOutput.count({ ...of, from: '2026-06-03' })).toEqual({ total: 0 })
    const days = { from: '2026-06-02', to: '2026-06-02' }
    const { rows } = await api.productionOutput.totals({ ...of, ...days, by: 'shift' })
    expect(rows).toEqual([
      { id: null, name: 'Early', outputs: 2, good: '15', scrapped: '0', seconds: 3 * 3600 },
      { id: null, name: 'Late', outputs: 1, good: '7', scrapped: '0', seconds: 3600 },
    ])
    const people = await api.productionOutput.totals({ ...of, ...days, by: 'operator' })
    expect(people.rows[0]).toMatchObject({ id: anna.userId, good: '17' })
    expect((await api.productionOutput.totals({ ...of, ...days, by: 'machine' })).rows).toMatchObject([
      { id: machine.id, good: '22' },
    ])
    const csv = await rowsOf(await api.productionOutput.export({ ...of, shift: 'Late' }))
    expect(csv[0]).toBe(
      'order,sku,item,machine,operator,good,scrap,reason,from,to,shift,shiftDay,idealSeconds,materialCost,machineCost,nonConformance',
    )
    expect(csv[1]).toContain(
      `${machine.code},${anna.username} Tester,7,0,,2026-06-02T15:00:00Z,2026-06-02T16:00:00Z,Late`,
    )
  })
})

describe('utilisation and OEE', () => {
  it('come from states, outputs and the calendar, by day and by shift', async () => {
    const { api } = shop
    shop.setNow('06:00', 3)
    const machine = await shop.machine()
    const state = (name: 'RUNNING' | 'IDLE' | 'DOWN' | 'OFF', time: string, reason = '') =>
      api.machine.setState({ id: machine.id, state: name, reason, at: at(time, 3) })
    shop.setNow('22:00', 3)
    await state('RUNNING', '06:30')
    await state('DOWN', '10:00', 'Belt')
    await state('RUNNING', '11:00')
    await state('IDLE', '13:00')
    await state('OFF', '14:00')
    const order = await shop.released(400)
    // The early shift: 240 pieces of a minute in 5.5 hours of running; 12 of them lost.
    await api.productionOrder.output({
      productionOrderId: order.id,
      machineId: machine.id,
      quantity: 228,
      scrap: 12,
      reason: 'Scratched',
      from: at('07:00', 3),
      to: at('10:00', 3),
    })
    // In the late shift nobody pressed a button: what was made tells that it ran.
    await api.productionOrder.output({
      productionOrderId: order.id,
      machineId: machine.id,
      quantity: 60,
      from: at('16:00', 3),
      to: at('18:00', 3),
    })
    const input = { machineId: machine.id, from: '2026-06-03', to: '2026-06-03' }
    const byShift = await api.machine.performance({ ...input, by: 'shift' })
    expect(byShift.rows).toMatchObject([
      {
        shift: 'Early',
        plannedSeconds: 8 * 3600,
        runSeconds: 5.5 * 3600,
        lostSeconds: { DOWN: 3600, IDLE: 3600, OFF: 1800, MAINTENANCE: 0 },
        idealSeconds: 240 * 60,
        // 5.5 ÷ 8; 4 ÷ 5.5; 228 ÷ 240; 228 minutes ÷ 480.
        availability: '68.75',
        performance: '72.73',
        quality: '95.00',
        oee: '47.50',
      },
      {
        shift: 'Late',
        runSeconds: 2 * 3600,
        availability: '25.00',
        performance: '50.00',
        quality: '100.00',
        oee: '12.50',
      },
    ])
    const byDay = await api.machine.performance(input)
    expect(byDay.rows).toHaveLength(1)
    expect(byDay.total).toMatchObject({
      plannedSeconds: 16 * 3600,
      runSeconds: 7.5 * 3600,
      good: '288',
      scrapped: '12',
      utilisation: '46.88',
      oee: '30.00',
    })
    expect(byDay.days).toMatchObject([{ day: '2026-06-03', oee: '30.00' }])
    expect(byDay.reasons[0]).toEqual({ state: 'DOWN', reason: 'Belt', seconds: 3600 })
    expect(byDay.machines).toMatchObject([{ id: machine.id, oee: '30.00' }])
  })

  it('count only the time that has passed, and leave out what was made outside every shift', async () => {
    const { api } = shop
    shop.setNow('07:00', 4)
    const machine = await shop.machine()
    const order = await shop.released(10)
    await api.productionOrder.output({
      productionOrderId: order.id,
      machineId: machine.id,
      quantity: 10,
      from: at('04:00', 4),
      to: at('05:00', 4),
    })
    const found = await api.machine.performance({ machineId: machine.id, from: '2026-06-04', to: '2026-06-04' })
    expect(found.total).toMatchObject({
      plannedSeconds: 3600,
      runSeconds: 0,
      good: '0',
      utilisation: '100.00',
      oee: '0.00',
    })
    expect(found.outside).toEqual({ good: '10', scrapped: '0' })
  })

  it('are bounded in the days they are asked for', async () => {
    await expect(shop.api.machine.performance({ from: '2026-01-01', to: '2026-06-04' })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
  })
})
