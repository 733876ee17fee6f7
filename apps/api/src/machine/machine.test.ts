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

describe('machines', () => {
  it('are made, changed and deleted while nothing was made on them', async () => {
    const { api } = shop
    const item = await shop.item()
    const department = await api.department.create({ name: 'Saws' })
    const machine = await api.machine.create({
      code: 'SAW-1',
      name: 'Mitre saw',
      departmentId: department.id,
      ratePerHour: '22.5',
      cycleSeconds: '12.5',
      items: [{ itemId: item, cycleSeconds: 10 }],
    })
    expect(machine).toMatchObject({
      department: { name: 'Saws' },
      calendar: null,
      ratePerHour: '22.50',
      cycleSeconds: '12.5',
      state: 'OFF',
      items: [{ itemId: item, cycleSeconds: '10' }],
      allowedActions: ['update', 'deactivate', 'remove'],
    })
    const changed = await api.machine.update({
      id: machine.id,
      version: machine.version,
      items: [],
      cycleSeconds: null,
    })
    expect(changed).toMatchObject({ items: [], cycleSeconds: null, version: 2 })
    await expect(api.machine.update({ id: machine.id, version: 1, name: 'Other' })).rejects.toMatchObject(
      refused('VERSION_CONFLICT'),
    )
    await expect(api.machine.create({ code: 'saw-1', name: 'Again' })).rejects.toMatchObject(
      refused('DUPLICATE', { field: 'code' }),
    )
    expect(await api.machine.remove({ id: machine.id })).toEqual({ ok: true })
    await expect(api.machine.get({ id: machine.id })).rejects.toMatchObject(refused('NOT_FOUND'))
  })

  it('stay while something is planned on them, and take nothing more once out of use', async () => {
    const { api } = shop
    const machine = await shop.machine()
    const order = await shop.order(1, { machineId: machine.id })
    expect(order.machine).toMatchObject({ id: machine.id, code: machine.code })
    expect((await api.machine.get({ id: machine.id })).allowedActions).not.toContain('remove')
    await expect(api.machine.remove({ id: machine.id })).rejects.toMatchObject(refused('CONFLICT'))
    const { version } = await api.productionOrder.schedule({ id: order.id, machineId: machine.id, start: at('08:00') })
    await expect(api.machine.update({ id: machine.id, active: false })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'machine.scheduled' }),
    )
    await api.productionOrder.unschedule({ id: order.id, version })
    await api.machine.update({ id: machine.id, active: false })
    await expect(shop.order(1, { machineId: machine.id })).rejects.toMatchObject(
      refused('RULE_VIOLATED', { rule: 'machine.inactive' }),
    )
    await expect(shop.order(1, { machineId: 999_999 })).rejects.toMatchObject(refused('INVALID_INPUT'))
  })

  it('are found, exported, and imported again without a change', async () => {
    const { api } = shop
    await api.machine.create({ code: 'EXP-1', name: '=Press', calendarId: shop.calendarId, cycleSeconds: 3 })
    expect((await api.machine.list({ search: 'press' })).items.map((one) => one.code)).toEqual(['EXP-1'])
    expect((await api.machine.erpList({ state: ['RUNNING'] })).items).toEqual([])
    const csv = await rowsOf(await api.machine.export({ search: 'exp-' }))
    expect(csv).toEqual([
      'code,name,description,ratePerHour,cycleSeconds,department,location,calendar,active',
      "EXP-1,'=Press,,0,3,,,Early and late,yes",
    ])
    const again = csv.join('\n')
    expect(await api.machine.import({ csv: again })).toMatchObject({ created: 0, changed: 0, unchanged: 1 })
    const more = `${again.replace(',3,', ',4.5,')}\nEXP-2,Drill,,10.25,,,STOCK,early and LATE,yes\nEXP-3,Bad,,1,0,,NOWHERE,,yes`
    const result = await api.machine.import({ csv: more, partial: true })
    expect(result).toMatchObject({ created: 1, changed: 1, refused: 1 })
    expect(result.refusals[0]?.reason).toMatch(/cycleSeconds/)
    const { items } = await api.machine.list({ search: 'exp-', sort: 'code' })
    expect(items.map((one) => [one.code, one.cycleSeconds, one.ratePerHour, one.calendar?.name])).toEqual([
      ['EXP-1', '4.5', '0.00', 'Early and late'],
      ['EXP-2', null, '10.25', 'Early and late'],
    ])
    expect(items[1]?.state).toBe('OFF')
  })

  it('are read on the floor, whose people say what they do, and changed by planners', async () => {
    const machine = await shop.machine()
    const { api: floor } = await shop.role('ASSEMBLER')
    expect(await floor.machine.setState({ id: machine.id, state: 'RUNNING' })).toMatchObject({ state: 'RUNNING' })
    await expect(floor.machine.update({ id: machine.id, name: 'Mine' })).rejects.toMatchObject(refused('FORBIDDEN'))
    const { api: planner } = await shop.role('PLANNER')
    expect(await planner.machine.update({ id: machine.id, name: 'Ours' })).toMatchObject({ name: 'Ours' })
    const { api: driver } = await shop.role('DRIVER')
    await expect(driver.machine.list({})).rejects.toMatchObject(refused('FORBIDDEN'))
  })
})

describe('what a machine does', () => {
  it('is kept stretch by stretch, with who said it and why', async () => {
    const { api } = shop
    shop.setNow('06:00')
    const machine = await shop.machine()
    shop.setNow('07:00')
    await api.machine.setState({ id: machine.id, state: 'RUNNING' })
    shop.setNow('09:00')
    await expect(api.machine.setState({ id: machine.id, state: 'DOWN' })).rejects.toThrow(/Say why it is down/)
    const down = await api.machine.setState({ id: machine.id, state: 'DOWN', reason: 'Blade broke', at: at('08:30') })
    expect(down).toMatchObject({ state: 'DOWN', stateSince: at('08:30'), stateReason: 'Blade broke' })
    // Said again, it changes nothing.
    await api.machine.setState({ id: machine.id, state: 'DOWN', reason: 'Blade broke' })
    const { items } = await api.machine.states({ id: machine.id, from: at('06:00'), to: at('10:00') })
    expect(items.map((one) => [one.state, one.reason, one.from, one.to])).toEqual([
      ['OFF', '', at('06:00'), at('07:00')],
      ['RUNNING', '', at('07:00'), at('08:30')],
      ['DOWN', 'Blade broke', at('08:30'), null],
    ])
    expect(items[2]?.by?.name).toMatch(/^admin/)
    await expect(api.machine.setState({ id: machine.id, state: 'IDLE', at: at('08:00') })).rejects.toMatchObject(
      refused('INVALID_INPUT'),
    )
    await expect(api.machine.setState({ id: machine.id, state: 'IDLE', at: at('12:00') })).rejects.toMatchObject(
      refused('INVALID_INPUT'),
    )
    const { items: events } = await api.event.list({ entity: 'machine', entityId: machine.id })
    expect(events[0]).toMatchObject({ type: 'machine.stateChanged', payload: { from: 'RUNNING', to: 'DOWN' } })
    expect((await api.machine.reasons()).items).toEqual([{ reason: 'Blade broke', times: 1 }])
  })

  it('never overlaps, however many say something at once', async () => {
    const { api } = shop
    const machine = await shop.machine()
    const states = ['RUNNING', 'IDLE', 'MAINTENANCE', 'OFF'] as const
    await Promise.all(
      Array.from({ length: 16 }, (_, n) =>
        api.machine.setState({ id: machine.id, state: states[n % 4] ?? 'IDLE', reason: `${n}` }),
      ),
    )
    const open = await shop.deps.prisma.machineStateEntry.count({ where: { machineId: machine.id, endedAt: null } })
    expect(open).toBe(1)
  })
})

describe('a work calendar', () => {
  it('has shifts that do not overlap, from a day on', async () => {
    const { api } = shop
    shop.setNow('06:00')
    const day = { name: 'Day', days: [1, 2, 3, 4, 5], from: '08:00', to: '16:00' }
    const calendar = await api.machineCalendar.create({ name: 'Days', shifts: [day] })
    expect(calendar).toMatchObject({ shifts: [day], machines: 0, allowedActions: ['update', 'remove'] })
    await expect(
      api.machineCalendar.create({ name: 'Bad', shifts: [day, { ...day, name: 'Noon', from: '12:00' }] }),
    ).rejects.toThrow(/Day and Noon overlap/)
    await expect(api.machineCalendar.create({ name: 'DAYS', shifts: [] })).rejects.toMatchObject(refused('DUPLICATE'))
    const machine = await shop.machine({ calendarId: calendar.id })
    const week = { id: machine.id, from: at('00:00'), to: at('00:00', 6) }
    expect(await api.machine.capacity(week)).toMatchObject({ openSeconds: 40 * 3600, scheduledSeconds: 0 })
    const longer = { ...day, to: '18:00' }
    await api.machineCalendar.update({ id: calendar.id, shifts: [longer], validFrom: '2026-06-03' })
    expect(await api.machine.capacity(week)).toMatchObject({ openSeconds: (8 + 8 + 10 + 10 + 10) * 3600 })
    expect(await api.machineCalendar.get({ id: calendar.id })).toMatchObject({
      shifts: [day],
      revisions: [{ shifts: [day] }, { validFrom: '2026-06-03', shifts: [longer] }],
    })
    await expect(api.machineCalendar.remove({ id: calendar.id })).rejects.toMatchObject(refused('CONFLICT'))
  })

  it('has holidays, and machines have maintenance of their own', async () => {
    const { api } = shop
    shop.setNow('06:00')
    const machine = await shop.machine()
    const other = await shop.machine()
    const monday = { from: at('00:00'), to: at('00:00', 2) }
    const rest = await api.machineCalendar.addException({
      machineId: machine.id,
      kind: 'MAINTENANCE',
      name: 'New belt',
      from: at('06:00'),
      to: at('10:00'),
    })
    expect((await api.machine.capacity({ id: machine.id, ...monday })).openSeconds).toBe(12 * 3600)
    expect((await api.machine.capacity({ id: other.id, ...monday })).openSeconds).toBe(16 * 3600)
    expect(await api.machine.get({ id: machine.id })).toMatchObject({
      exceptions: [{ name: 'New belt' }],
      shift: null,
      changesAt: at('10:00'),
    })
    expect(await api.machine.get({ id: other.id })).toMatchObject({ shift: 'Early', changesAt: at('22:00') })
    const holiday = await api.machineCalendar.addException({
      calendarId: shop.calendarId,
      kind: 'HOLIDAY',
      name: 'Whit Monday',
      ...monday,
    })
    expect((await api.machine.capacity({ id: other.id, ...monday })).openSeconds).toBe(0)
    await api.machineCalendar.removeException({ id: holiday.id })
    await api.machineCalendar.removeException({ id: rest.id })
    expect((await api.machine.capacity({ id: machine.id, ...monday })).openSeconds).toBe(16 * 3600)
    await expect(api.machineCalendar.removeException({ id: rest.id })).rejects.toMatchObject(refused('NOT_FOUND'))
  })
})
