import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { BoardOrder } from '@framewright/contracts/machine/board.schema'
import { fit, type WorkCalendar } from '@framewright/contracts/machine/calendar'
import type { MachineQueries } from '@framewright/contracts/machine/machine.service'
import { zonedDay } from '@framewright/contracts/machine/zone'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { leftOf } from '../production-order/production-order.making.ts'
import { exceptionsOf, reading, revisionsOf, toException } from './calendar.rows.ts'
import { spanOf } from './span.ts'

/** Orders that something is still to be made of: they take up their place on a machine. */
export const openStatuses = ['DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD'] as const
const isOpen = (status: string) => (openStatuses as readonly string[]).includes(status)

function selectOrders(read: ReadDb) {
  return read
    .selectFrom('production_order as o')
    .innerJoin('item', 'item.id', 'o.item_id')
    .select(['o.id', 'o.number', 'o.item_id', 'o.status', 'o.planned', 'o.produced', 'o.scrapped', 'o.priority'])
    .select(['o.due_date', 'o.machine_id', 'o.scheduled_start', 'o.scheduled_end', 'o.scheduled_seconds', 'o.version'])
    .select(['item.sku', 'item.name', 'item.unit'])
}
type OrderRow = Awaited<ReturnType<ReturnType<typeof selectOrders>['executeTakeFirstOrThrow']>>

export function boardQueries({
  read,
  clock,
}: Pick<Deps, 'read' | 'clock'>): Pick<MachineQueries, 'board' | 'unscheduled'> {
  const ask = reading(read)

  function toBoardOrder(row: OrderRow, { permissions }: Caller): BoardOrder {
    const left = leftOf(row)
    const open = isOpen(row.status)
    const endDay = row.scheduled_end && zonedDay(row.scheduled_end.getTime() - 1, clock.timeZone)
    const due = row.due_date
    return {
      id: row.id,
      number: row.number,
      itemId: row.item_id,
      item: { sku: row.sku, name: row.name, unit: row.unit },
      status: row.status,
      planned: decimal.quantity(row.planned),
      left: decimal.quantity(decimal.isPositive(left) ? left : '0'),
      priority: row.priority,
      dueDate: due,
      machineId: row.machine_id,
      scheduledStart: row.scheduled_start?.toISOString() ?? null,
      scheduledEnd: row.scheduled_end?.toISOString() ?? null,
      scheduledSeconds: row.scheduled_seconds,
      late: open && due !== null && (clock.today() > due || (endDay !== null && endDay > due)),
      conflict: false,
      outdated: false,
      version: row.version,
      maySchedule: open && permissions.has('productionOrder.write'),
    }
  }

  return {
    async board({ caller }, { departmentId, ...asked }) {
      const [start, end] = spanOf(asked, clock.now(), 7, true)
      let machineQuery = read
        .selectFrom('machine')
        .select(['id', 'code', 'name', 'state', 'state_since', 'active', 'calendar_id', 'cycle_seconds'])
        .orderBy(sql`lower(code)`)
        .limit(500)
      if (departmentId !== undefined) machineQuery = machineQuery.where('department_id', '=', departmentId)
      const [machines, orders] = await Promise.all([
        machineQuery.execute(),
        selectOrders(read)
          .where('o.scheduled_start', '<', end)
          .where('o.scheduled_end', '>', start)
          .where('o.machine_id', 'is not', null)
          .where('o.status', '<>', 'CANCELLED')
          .orderBy('o.scheduled_start')
          .orderBy('o.id')
          .limit(5000)
          .execute(),
      ])
      const shown = machines.filter(({ active, id }) => active || orders.some((order) => order.machine_id === id))
      const ids = shown.map(({ id }) => id)
      const calendarIds = [...new Set(shown.flatMap(({ calendar_id }) => calendar_id ?? []))]
      // An order begun before the window is checked against the calendar of its own start.
      const earliest = orders.reduce(
        (least, one) => Math.min(least, one.scheduled_start?.getTime() ?? least),
        start.getTime(),
      )
      const [names, revisions, exceptions, cycles] = await Promise.all([
        calendarIds.length === 0
          ? []
          : read
              .selectFrom('machine_calendar')
              .select(['id', 'name'])
              .where('id', 'in', calendarIds)
              .orderBy('name')
              .execute(),
        revisionsOf(ask, calendarIds),
        exceptionsOf(ask, calendarIds, ids, new Date(earliest)),
        ids.length === 0
          ? []
          : read
              .selectFrom('machine_item')
              .select(['machine_id', 'item_id', 'cycle_seconds'])
              .where('machine_id', 'in', ids)
              .orderBy('item_id')
              .limit(20_000)
              .execute(),
      ])
      const calendars = names.map(({ id, name }) => ({
        id,
        name,
        revisions: revisions
          .filter(({ calendarId }) => calendarId === id)
          .map(({ validFrom, shifts }) => ({ validFrom, shifts })),
        exceptions: exceptions.filter(({ calendarId }) => calendarId === id).map(toException),
      }))
      return {
        now: clock.now().toISOString(),
        timeZone: clock.timeZone,
        calendars,
        machines: shown.map((machine) => {
          const own = exceptions.filter(({ machineId }) => machineId === machine.id).map(toException)
          const calendar = calendars.find(({ id }) => id === machine.calendar_id)
          const work: WorkCalendar = {
            timeZone: clock.timeZone,
            revisions: calendar?.revisions ?? [],
            exceptions: [...(calendar?.exceptions ?? []), ...own],
          }
          const bars = orders.filter((order) => order.machine_id === machine.id).map((row) => toBoardOrder(row, caller))
          return {
            id: machine.id,
            code: machine.code,
            name: machine.name,
            state: machine.state,
            stateSince: machine.state_since.toISOString(),
            active: machine.active,
            calendarId: machine.calendar_id,
            exceptions: own,
            cycleSeconds: machine.cycle_seconds === null ? null : decimal.quantity(machine.cycle_seconds),
            cycles: cycles
              .filter(({ machine_id }) => machine_id === machine.id)
              .map((one) => ({ itemId: one.item_id, cycleSeconds: decimal.quantity(one.cycle_seconds) })),
            orders: marked(bars, work),
          }
        }),
      }
    },

    async unscheduled({ caller }, input) {
      let query = selectOrders(read)
        .where('o.scheduled_start', 'is', null)
        // What is all made, or lost, needs no machine any more.
        .where(sql<boolean>`o.planned > o.produced + o.scrapped`)
        // Written out, so that the partial index on what is open and unscheduled answers it.
        .where(sql<boolean>`o.status in ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD')`)
      if (input.machineId !== undefined) query = query.where('o.machine_id', '=', input.machineId)
      if (input.search) {
        const pattern = containing(input.search.toLowerCase())
        query = query.where(
          sql<boolean>`(lower(o.number) like ${pattern} or lower(item.sku) || ' ' || lower(item.name) like ${pattern})`,
        )
      }
      return fetchPage(query, input, {
        id: sql<number>`o.id`,
        sorts: {
          dueDate: { by: sql`coalesce(o.due_date, 'infinity'::date)`, type: 'date' },
          id: { by: sql`o.id`, type: 'int4' },
        },
        defaultSort: 'dueDate',
        map: (row) => toBoardOrder(row, caller),
      })
    },
  }
}

/** The bars of one machine, by their start, with what is wrong about them. */
function marked(bars: BoardOrder[], calendar: WorkCalendar): BoardOrder[] {
  const open = bars.filter((bar) => isOpen(bar.status))
  const [starts, ends] = [(bar: BoardOrder) => bar.scheduledStart ?? '', (bar: BoardOrder) => bar.scheduledEnd ?? '']
  const conflicting = new Set<number>()
  for (const [at, bar] of open.entries()) {
    for (const other of open.slice(at + 1)) {
      if (starts(other) >= ends(bar)) break
      conflicting.add(bar.id).add(other.id)
    }
  }
  return bars.map((bar) => {
    if (!isOpen(bar.status)) return bar
    const would = fit(calendar, Date.parse(starts(bar)), bar.scheduledSeconds ?? 1)
    const outdated = would?.start !== Date.parse(starts(bar)) || would.end !== Date.parse(ends(bar))
    return { ...bar, conflict: conflicting.has(bar.id), outdated }
  })
}
