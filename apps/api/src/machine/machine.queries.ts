import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import { openTime } from '@framewright/contracts/machine/calendar'
import type { MachineQueries } from '@framewright/contracts/machine/machine.service'
import { merged, secondsOf, within } from '@framewright/contracts/machine/stretches'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { isUnreferred } from '../core/record-actions.ts'
import { boardQueries } from './board.queries.ts'
import { exceptionsOf, reading, toException, workCalendars } from './calendar.rows.ts'
import { createMachineExport } from './export.ts'
import { toMachine } from './machine.mapper.ts'
import { selectMachines } from './machine.sql.ts'
import { performanceQuery } from './performance.queries.ts'
import { spanOf } from './span.ts'

const sorts: Record<string, SortKey> = {
  code: { by: sql`lower(machine.code)`, type: 'text' },
  name: { by: sql`lower(machine.name)`, type: 'text' },
  // As states are listed: what runs first.
  state: { by: sql`array_position(enum_range(null::machine_state), machine.state)`, type: 'int4' },
  id: { by: sql`machine.id`, type: 'int4' },
}

const dayMs = 86_400_000

export function machineQueries(deps: Pick<Deps, 'read' | 'readPool' | 'clock'>): MachineQueries {
  const { read, clock } = deps
  const copy = createMachineExport(deps)
  const ask = reading(read)

  const calendarOf = async (machine: { id: number; calendarId: number | null }, from: Date) => {
    const calendars = await workCalendars(ask, [machine], clock.timeZone, from)
    return calendars.get(machine.id) ?? { timeZone: clock.timeZone, revisions: [], exceptions: [] }
  }
  const machineById = async (id: number) => {
    const row = await selectMachines(read, {}).where('machine.id', '=', id).executeTakeFirst()
    if (row === undefined) throw notFound('machine', id)
    return row
  }

  return {
    async list({ caller }, input) {
      return fetchPage(selectMachines(read, input), input, {
        id: sql<number>`machine.id`,
        sorts,
        defaultSort: 'code',
        map: (row) => toMachine(row, caller),
      })
    },

    async get({ caller }, { id }) {
      const row = await machineById(id)
      const now = clock.now()
      const [items, exceptions, calendar, unreferred] = await Promise.all([
        read
          .selectFrom('machine_item')
          .innerJoin('item', 'item.id', 'machine_item.item_id')
          .select(['item.id as itemId', 'item.sku', 'item.name', 'machine_item.cycle_seconds'])
          .where('machine_item.machine_id', '=', id)
          .orderBy('item.sku')
          .execute(),
        exceptionsOf(ask, [], [id], new Date(now.getTime() - 60 * dayMs)),
        calendarOf({ id, calendarId: row.calendar_id }, now),
        caller.permissions.has('machine.write') ? isUnreferred(read, 'machine', id) : false,
      ])
      const open = openTime(calendar, now.getTime(), now.getTime() + 21 * dayMs)
      const first = open[0]
      const isOpen = first !== undefined && first.start === now.getTime()
      const stretch = merged(open)[0]
      const changes = isOpen ? stretch?.end : stretch?.start
      return {
        ...toMachine(row, caller, unreferred),
        items: items.map(({ cycle_seconds, ...item }) => ({ ...item, cycleSeconds: decimal.quantity(cycle_seconds) })),
        exceptions: exceptions.map(toException),
        shift: isOpen ? first.shift : null,
        changesAt:
          changes === undefined || changes >= now.getTime() + 21 * dayMs ? null : new Date(changes).toISOString(),
      }
    },

    export: (_call, input) => copy(input),

    async states(_call, { id, ...asked }) {
      await machineById(id)
      const [start, end] = spanOf(asked, clock.now(), 1, false)
      const rows = await read
        .selectFrom('machine_state_entry as entry')
        .leftJoin('app_user as person', 'person.id', 'entry.user_id')
        .select(['entry.id', 'entry.state', 'entry.reason', 'entry.started_at', 'entry.ended_at', 'entry.user_id'])
        .select(['person.first_name', 'person.last_name', 'person.username'])
        .where('entry.machine_id', '=', id)
        .where('entry.started_at', '<', end)
        .where((eb) => eb.or([eb('entry.ended_at', 'is', null), eb('entry.ended_at', '>', start)]))
        .orderBy('entry.started_at')
        .limit(2000)
        .execute()
      return {
        items: rows.map((row) => ({
          id: row.id,
          state: row.state,
          reason: row.reason,
          from: row.started_at.toISOString(),
          to: row.ended_at?.toISOString() ?? null,
          by: row.user_id === null ? null : { id: row.user_id, name: personName(row) },
        })),
      }
    },

    async reasons() {
      const rows = await read
        .selectFrom((eb) =>
          eb
            .selectFrom('machine_state_entry')
            .select('reason')
            .where('reason', '<>', '')
            .orderBy('id', 'desc')
            .limit(500)
            .as('late'),
        )
        .select(['reason', sql<number>`count(*)::int`.as('times')])
        .groupBy('reason')
        .orderBy('times', 'desc')
        .orderBy('reason')
        .limit(20)
        .execute()
      return { items: rows }
    },

    async capacity(_call, { id, ...asked }) {
      const { calendar_id: calendarId } = await machineById(id)
      const [start, end] = spanOf(asked, clock.now(), 7, true)
      const calendar = await calendarOf({ id, calendarId }, start)
      const open = openTime(calendar, start.getTime(), end.getTime())
      const orders = await read
        .selectFrom('production_order')
        .select(['scheduled_start', 'scheduled_end'])
        .where('machine_id', '=', id)
        .where('status', 'in', ['DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD'])
        .where('scheduled_start', '<', end)
        .where('scheduled_end', '>', start)
        .execute()
      const busy = merged(
        orders.map((one) => ({ start: one.scheduled_start?.getTime() ?? 0, end: one.scheduled_end?.getTime() ?? 0 })),
      )
      const instant = (ms: number) => new Date(ms).toISOString()
      return {
        openSeconds: Math.floor(secondsOf(open)),
        scheduledSeconds: Math.floor(secondsOf(within(open, busy))),
        open: open.map((one) => ({ shift: one.shift, day: one.day, from: instant(one.start), to: instant(one.end) })),
      }
    },

    ...boardQueries(deps),
    performance: performanceQuery(deps),
  }
}
