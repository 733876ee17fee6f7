import type { Call } from '@framewright/contracts/core/context'
import { wrongState } from '@framewright/contracts/core/lifecycle'
import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import { firstFree, fit, type WorkCalendar } from '@framewright/contracts/machine/calendar'
import { workSeconds } from '@framewright/contracts/machine/oee'
import type { Stretch } from '@framewright/contracts/machine/stretches'
import { zonedDay } from '@framewright/contracts/machine/zone'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { ProductionOrderQueries } from '@framewright/contracts/production-order/production-order.service'
import type { Slots } from '@framewright/contracts/production-order/schedule.schema'
import type { ScheduleService } from '@framewright/contracts/production-order/schedule.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { build, type Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { openStatuses } from '../machine/board.queries.ts'
import { asking, reading, workCalendars } from '../machine/calendar.rows.ts'
import { cycleSecondsOf, type MachineHead, machineToUse } from '../machine/machine.rows.ts'
import { leftOf } from './production-order.making.ts'
import { type LockedProductionOrder, lockProductionOrder } from './production-order.rows.ts'

const isOpen = (status: string) => (openStatuses as readonly string[]).includes(status)

interface Busy extends Stretch {
  id: number
  number: string
}

export function scheduleService(
  { read, commands, clock }: Pick<Deps, 'read' | 'commands' | 'clock'>,
  queries: ProductionOrderQueries,
): ScheduleService {
  return {
    schedule(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const order = await openOrder(tx, call, input, 'be scheduled')
          const machine = await machineToUse(tx, input.machineId)
          const seconds = input.seconds ?? (await secondsFor(tx, machine, order))
          const calendar = await calendarOf(tx, machine, clock.timeZone, new Date(input.start))
          const place = fit(calendar, Date.parse(input.start), seconds)
          if (place === undefined) throw noRoom(machine)
          const now = clock.now().getTime()
          if (place.end <= now) throw invalid('start', 'It would be over before now: choose a later time')
          const busy = await busyOn(asking(tx), machine.id, place.start, order.id)
          const conflicts = busy.filter((other) => other.start < place.end)
          if (conflicts.length > 0 && !input.allowConflict) {
            throw occupied(machine, conflicts, firstFree(calendar, busy, place.start, seconds))
          }
          const before = await tx.productionOrder.findUniqueOrThrow({
            where: { id: order.id },
            select: { machineId: true, scheduledStart: true },
          })
          await tx.productionOrder.update({
            where: { id: order.id },
            data: {
              machineId: machine.id,
              scheduledStart: new Date(place.start),
              scheduledEnd: new Date(place.end),
              scheduledSeconds: seconds,
              version: { increment: 1 },
            },
          })
          emit({
            entity: 'productionOrder',
            id: order.id,
            what: 'scheduled',
            payload: {
              number: order.number,
              machineId: machine.id,
              machine: machine.name,
              start: new Date(place.start).toISOString(),
              end: new Date(place.end).toISOString(),
              ...(before.scheduledStart === null
                ? {}
                : { before: { machineId: before.machineId, start: before.scheduledStart.toISOString() } }),
              ...(conflicts.length === 0 ? {} : { conflicts: conflicts.map((other) => other.number) }),
            },
          })
          return { id: order.id }
        },
        (order) => queries.get(call, order),
      )
    },

    unschedule(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const order = await openOrder(tx, call, input, 'be taken off the schedule')
          const { count } = await tx.productionOrder.updateMany({
            where: { id: order.id, scheduledStart: { not: null } },
            data: { scheduledStart: null, scheduledEnd: null, scheduledSeconds: null, version: { increment: 1 } },
          })
          if (count > 0) {
            emit({ entity: 'productionOrder', id: order.id, what: 'unscheduled', payload: { number: order.number } })
          }
          return { id: order.id }
        },
        (order) => queries.get(call, order),
      )
    },

    async suggest(_call, input) {
      return suggest(read, input, clock.timeZone, clock.now())
    },
  }
}

async function openOrder(
  tx: Tx,
  call: Call,
  { id, version }: { id: number; version?: number | undefined },
  what: string,
): Promise<LockedProductionOrder> {
  const order = await lockProductionOrder(tx, id)
  requireVersion(version, order.version)
  if (!isOpen(order.status)) throw wrongState(productionOrderLifecycle, what, order, call.caller)
  return order
}

/** What is left to be made, at the machine's cycle time. */
async function secondsFor(tx: Tx, machine: MachineHead, order: LockedProductionOrder): Promise<number> {
  const cycle = await cycleSecondsOf(tx, machine, order.itemId)
  if (cycle !== null) return workSeconds(cycle, leftOf(order))
  throw ruleViolated(
    'machine.noCycleTime',
    `How long ${machine.name} takes for one piece is not known. Give the machine a cycle time, or say how long ${order.number} takes.`,
    { machineId: machine.id, itemId: order.itemId },
  )
}

async function calendarOf(
  tx: Tx,
  machine: { id: number; calendarId: number | null },
  timeZone: string,
  from: Date,
): Promise<WorkCalendar> {
  const calendars = await workCalendars(asking(tx), [machine], timeZone, from)
  return calendars.get(machine.id) ?? { timeZone, revisions: [], exceptions: [] }
}

/** Open orders on a machine that end behind an instant, by their start; read behind the machine's lock. */
async function busyOn(
  ask: ReturnType<typeof asking>,
  machineId: number,
  from: number,
  exceptId: number,
): Promise<Busy[]> {
  const rows = await ask(
    build
      .selectFrom('production_order')
      .select(['id', 'number', 'scheduled_start as start', 'scheduled_end as end'])
      .where('machine_id', '=', machineId)
      .where('scheduled_end', '>', new Date(from))
      .where('id', '<>', exceptId)
      .where(sql<boolean>`status in ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD')`)
      .orderBy('scheduled_start')
      .limit(2000),
  )
  return rows.map(({ start, end, ...row }) => ({ ...row, start: start?.getTime() ?? 0, end: end?.getTime() ?? 0 }))
}

function occupied(machine: MachineHead, conflicts: readonly Busy[], free: Stretch | undefined): DomainError {
  const numbers = conflicts.map(({ number }) => number)
  const named = numbers.slice(0, 3).join(', ') + (numbers.length > 3 ? ` and ${numbers.length - 3} more` : '')
  return new DomainError(
    'CONFLICT',
    `${machine.name} is taken by ${named} at that time.${free === undefined ? '' : ' There is room later.'}`,
    {
      rule: 'machine.occupied',
      machineId: machine.id,
      conflicts: conflicts.map(({ id, number, start, end }) => ({
        id,
        number,
        start: new Date(start).toISOString(),
        end: new Date(end).toISOString(),
      })),
      free: free === undefined ? null : new Date(free.start).toISOString(),
    },
  )
}

const noRoom = (machine: { id: number; name: string }) =>
  ruleViolated('machine.closed', `The calendar of ${machine.name} leaves no room for it within three years.`, {
    machineId: machine.id,
  })

/** The first free place on each machine that could make it, the one that ends first before the others. */
async function suggest(
  read: ReadDb,
  { id, machineId, from }: { id: number; machineId?: number | undefined; from?: string | undefined },
  timeZone: string,
  now: Date,
): Promise<Slots> {
  const order = await read
    .selectFrom('production_order')
    .select(['item_id', 'planned', 'produced', 'scrapped', 'due_date'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (order === undefined) throw notFound('production order', id)
  let query = read
    .selectFrom('machine')
    .leftJoin('machine_item as own', (join) =>
      join.onRef('own.machine_id', '=', 'machine.id').on('own.item_id', '=', order.item_id),
    )
    .select(['machine.id', 'machine.code', 'machine.name', 'machine.calendar_id as calendarId'])
    .select(sql<string | null>`coalesce(own.cycle_seconds, machine.cycle_seconds)::text`.as('cycle'))
    .where('machine.active', '=', true)
    .where(sql<boolean>`coalesce(own.cycle_seconds, machine.cycle_seconds) is not null`)
    // Those that know the item first: a machine said to make it makes it better than one that could.
    .orderBy(sql`own.cycle_seconds is null`)
    .orderBy(sql`lower(machine.code)`)
    .limit(50)
  if (machineId !== undefined) query = query.where('machine.id', '=', machineId)
  const machines = await query.execute()
  const ask = reading(read)
  const start = Math.max(now.getTime(), from === undefined ? 0 : Date.parse(from))
  const calendars = await workCalendars(ask, machines, timeZone, new Date(start))
  const found = await Promise.all(
    machines.map(async ({ id: onId, code, name, cycle }) => {
      const calendar = calendars.get(onId)
      if (calendar === undefined || cycle === null) return []
      const seconds = workSeconds(cycle, leftOf(order))
      const place = firstFree(calendar, await busyOn(ask, onId, start, id), start, seconds)
      if (place === undefined) return []
      const end = new Date(place.end).toISOString()
      const late = order.due_date !== null && zonedDay(place.end - 1, timeZone) > order.due_date
      return [{ machine: { id: onId, code, name }, start: new Date(place.start).toISOString(), end, seconds, late }]
    }),
  )
  return {
    items: found
      .flat()
      .sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0))
      .slice(0, 10),
  }
}

/** What moving to another machine, or another quantity or item, does to an order's place on the schedule. */
export async function afterChange(
  tx: Tx,
  order: LockedProductionOrder,
  change: { machineId?: number | null | undefined; itemId?: number | undefined; planned?: string | undefined },
  timeZone: string,
) {
  const at = await tx.productionOrder.findUniqueOrThrow({
    where: { id: order.id },
    select: { machineId: true, scheduledStart: true, scheduledSeconds: true },
  })
  const off = { scheduledStart: null, scheduledEnd: null, scheduledSeconds: null }
  if (change.machineId !== undefined && change.machineId !== at.machineId) {
    if (change.machineId !== null) await machineToUse(tx, change.machineId)
    return off
  }
  const other = change.itemId !== undefined || change.planned !== undefined
  if (!other || at.scheduledStart === null || at.machineId === null) return {}
  const machine = await machineToUse(tx, at.machineId)
  const cycle = await cycleSecondsOf(tx, machine, change.itemId ?? order.itemId)
  // It keeps its place and its start; where it now overlaps another, the board says so.
  if (cycle === null) return off
  const seconds = workSeconds(cycle, leftOf({ ...order, planned: change.planned ?? order.planned }))
  const calendar = await calendarOf(tx, machine, timeZone, at.scheduledStart)
  const place = fit(calendar, at.scheduledStart.getTime(), seconds)
  if (place === undefined) return off
  return {
    scheduledStart: new Date(place.start),
    scheduledEnd: new Date(place.end),
    scheduledSeconds: seconds,
  }
}
