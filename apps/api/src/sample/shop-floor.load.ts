import { zonedInstant } from '@framewright/contracts/machine/zone'
import { shiftDay } from '../core/clock.ts'
import { known, type Loading } from './known.ts'
import { inspectWindows } from './quality.load.ts'
import { calendars, machines, productionOrders } from './shop-floor.data.ts'

/** Calendars and machines. @returns the machines' ids by code. */
export async function loadMachines(
  { call, services }: Loading,
  itemIds: ReadonlyMap<string, number>,
): Promise<Map<string, number>> {
  const calendarIds = new Map<string, number>()
  for (const { name, shifts } of calendars) {
    const made = await services.machineCalendar.create(call, {
      name,
      shifts: shifts.map((shift) => ({ ...shift, days: [...shift.days] })),
    })
    calendarIds.set(name, made.id)
  }
  const ids = new Map<string, number>()
  for (const { calendar, slower = [], state, reason = '', ...machine } of machines) {
    const { id } = await services.machine.create(call, {
      ...machine,
      description: '',
      calendarId: calendar === null ? null : known(calendarIds, calendar),
      items: slower.map(([sku, cycleSeconds]) => ({ itemId: known(itemIds, sku), cycleSeconds })),
    })
    await services.machine.setState(call, { id, state, reason })
    ids.set(machine.code, id)
  }
  return ids
}

/** Production orders as far as they are, and where on the machines they lie. */
export async function loadProduction(
  loading: Loading,
  itemIds: ReadonlyMap<string, number>,
  machineIds: ReadonlyMap<string, number>,
): Promise<void> {
  const { call, services, clock } = loading
  for (const { sku, quantity, dueIn, priority, progress, machine, notes = '' } of productionOrders) {
    const itemId = known(itemIds, sku)
    const { id } = await services.productionOrder.create(call, {
      itemId,
      quantity: String(quantity),
      dueDate: shiftDay(clock.today(), dueIn),
      priority,
      notes,
    })
    if (progress !== 'DRAFT') await services.productionOrder.release(call, { id, partial: true })
    if (machine !== undefined) {
      const machineId = known(machineIds, machine)
      const [place] = (await services.productionOrder.suggest(call, { id, machineId })).items
      if (place)
        await services.productionOrder.schedule(call, { id, machineId, start: place.start, allowConflict: false })
    }
    const output = { productionOrderId: id, scrap: '0', reason: '', complete: false }
    switch (progress) {
      case 'DONE':
        await services.productionOrder.output(call, { ...output, quantity: String(quantity) })
        await inspectWindows(loading, itemId)
        await services.productionOrder.complete(call, { id })
        break
      case 'WAITS':
        await services.productionOrder.output(call, { ...output, quantity: String(quantity) })
        break
      case 'RUNNING':
        if (machine !== undefined) await runToday(loading, id, known(machineIds, machine), quantity)
        break
      case 'RELEASED':
      case 'DRAFT':
        break
      default:
        progress satisfies never
    }
  }
}

/** How much of the day so far the machine has run, in two goes, and how fast compared with its best: believable, not brilliant. */
const goes = [
  [0.08, 0.42],
  [0.5, 0.94],
] as const
const pace = 0.84
const bestSeconds = 600

/** What came off a machine today, some of it lost, and a few of those glazed. */
async function runToday(
  { call, services, clock }: Loading,
  productionOrderId: number,
  machineId: number,
  planned: number,
): Promise<void> {
  const now = clock.now().getTime()
  const midnight = zonedInstant(clock.today(), 0, clock.timeZone)
  const at = (share: number) => midnight + Math.floor((now - midnight) * share)
  let good = 0
  for (const [from, to] of goes) {
    const pieces = Math.floor(((at(to) - at(from)) / 1000 / bestSeconds) * pace)
    const scrap = pieces > 8 ? 1 : 0
    const quantity = Math.min(pieces - scrap, Math.floor(planned * 0.4))
    if (quantity < 1) continue
    await services.productionOrder.output(call, {
      productionOrderId,
      stage: 'ASSEMBLY',
      quantity: String(quantity),
      scrap: String(scrap),
      reason: scrap > 0 ? 'Weld line open' : '',
      machineId,
      from: new Date(at(from)).toISOString(),
      to: new Date(at(to)).toISOString(),
      complete: false,
    })
    good += quantity
  }
  const glazed = Math.floor(good / 2)
  if (glazed < 1) return
  await services.productionOrder.output(call, {
    productionOrderId,
    stage: 'GLAZING',
    quantity: String(glazed),
    scrap: '0',
    reason: '',
    complete: false,
  })
}
