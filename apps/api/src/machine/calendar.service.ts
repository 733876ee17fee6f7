import type { Call } from '@framewright/contracts/core/context'
import { DomainError, invalid, notFound } from '@framewright/contracts/errors'
import type { MachineCalendar } from '@framewright/contracts/machine/calendar.schema'
import type { MachineCalendarService } from '@framewright/contracts/machine/calendar.service'
import { dayAfter } from '@framewright/contracts/machine/zone'
import { sql } from 'kysely'
import { toDate } from '../core/clock.ts'
import type { Deps } from '../core/deps.ts'
import { recordActions } from '../core/record-actions.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { exceptionsOf, reading, revisionsOf, shiftsOn, toException } from './calendar.rows.ts'
import { lockMachine } from './machine.rows.ts'

/** Exceptions that ended longer ago are left out of what a screen shows. */
const shownForDays = 60
/** The first shifts of a calendar hold for all time before it was made. */
const always = '1900-01-01'

export function machineCalendarService({
  read,
  commands,
  clock,
}: Pick<Deps, 'read' | 'commands' | 'clock'>): MachineCalendarService {
  async function find(call: Call, id?: number): Promise<MachineCalendar[]> {
    let query = read
      .selectFrom('machine_calendar')
      .select(['id', 'name', 'version'])
      .select(
        sql<number>`(select count(*)::int from machine m where m.calendar_id = machine_calendar.id)`.as('machines'),
      )
      .orderBy(sql`lower(name)`)
    if (id !== undefined) query = query.where('id', '=', id)
    const rows = await query.execute()
    const ids = rows.map((row) => row.id)
    const ask = reading(read)
    const [revisions, exceptions] = await Promise.all([
      revisionsOf(ask, ids),
      exceptionsOf(ask, ids, [], new Date(clock.now().getTime() - shownForDays * 86_400_000)),
    ])
    const mayWrite = call.caller.permissions.has('machine.write')
    return rows.map((row) => {
      const own = revisions
        .filter(({ calendarId }) => calendarId === row.id)
        .map(({ validFrom, shifts }) => ({ validFrom, shifts }))
      return {
        ...row,
        shifts: shiftsOn(own, clock.today()),
        revisions: own,
        exceptions: exceptions.filter(({ calendarId }) => calendarId === row.id).map(toException),
        allowedActions: recordActions({ mayWrite, unreferred: row.machines === 0 }),
      }
    })
  }

  const get = async (call: Call, { id }: { id: number }) => {
    const [calendar] = await find(call, id)
    if (calendar === undefined) throw notFound('work calendar', id)
    return calendar
  }

  return {
    async list(call) {
      const items = await find(call)
      return { items, nextCursor: null, total: items.length }
    },

    get,

    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await requireFreeName(tx, input.name)
          const { id } = await tx.machineCalendar.create({
            data: {
              name: input.name,
              revisions: { create: { validFrom: toDate(always), shifts: input.shifts } },
            },
            select: { id: true },
          })
          emit({ entity: 'machineCalendar', id, what: 'created', payload: { name: input.name } })
          return { id }
        },
        (made) => get(call, made),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id } = input
          const calendar = await lockCalendar(tx, id)
          requireVersion(input.version, calendar.version)
          const name = input.name ?? calendar.name
          if (name.toLowerCase() !== calendar.name.toLowerCase()) await requireFreeName(tx, name)
          if (input.shifts !== undefined) {
            const day = input.validFrom ?? clock.today()
            if (day < dayAfter(clock.today(), -366)) throw invalid('validFrom', 'lies more than a year back')
            const validFrom = toDate(day)
            await tx.machineCalendarRevision.upsert({
              where: { calendarId_validFrom: { calendarId: id, validFrom } },
              create: { calendarId: id, validFrom, shifts: input.shifts },
              update: { shifts: input.shifts },
            })
          } else if (input.validFrom !== undefined)
            throw invalid('validFrom', 'Give the shifts that hold from that day')
          await tx.machineCalendar.update({ where: { id }, data: { name, version: { increment: 1 } } })
          emit({
            entity: 'machineCalendar',
            id,
            what: 'updated',
            payload: { name, changed: (['name', 'shifts'] as const).filter((field) => input[field] !== undefined) },
          })
          return { id }
        },
        (made) => get(call, made),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id, name } = await lockCalendar(tx, input.id)
          const machine = await tx.machine.findFirst({ where: { calendarId: id }, select: { code: true } })
          if (machine !== null) {
            throw new DomainError(
              'CONFLICT',
              `${machine.code} goes by ${name}, so it cannot be deleted. Give its machines another calendar first.`,
              { entity: 'machineCalendar', id, referredBy: 'machine', code: machine.code },
            )
          }
          await tx.machineCalendar.delete({ where: { id } })
          emit({ entity: 'machineCalendar', id, what: 'removed', payload: { name } })
          return null
        },
        async () => ({ ok: true as const }),
      )
    },

    addException(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { calendarId, machineId, kind, name, from, to } = input
          const of = { calendarId: calendarId ?? null, machineId: machineId ?? null }
          const owner = await touch(tx, of)
          const made = await tx.machineCalendarException.create({
            data: { ...of, kind, name, startsAt: new Date(from), endsAt: new Date(to) },
            select: { id: true },
          })
          emit({
            ...owner,
            what: 'exceptionAdded',
            payload: { ...owner.payload, kind, exception: name, start: from, end: to },
          })
          return { id: made.id, kind, name, from, to }
        },
        async (made) => made,
      )
    },

    removeException(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const found = await tx.machineCalendarException.findUnique({ where: { id: input.id } })
          if (found === null) throw notFound('calendar exception', input.id)
          const owner = await touch(tx, found)
          const { count } = await tx.machineCalendarException.deleteMany({ where: { id: input.id } })
          if (count === 0) throw notFound('calendar exception', input.id)
          emit({
            ...owner,
            what: 'exceptionRemoved',
            payload: { ...owner.payload, kind: found.kind, exception: found.name },
          })
          return null
        },
        async () => ({ ok: true as const }),
      )
    },
  }
}

/** Holds what an exception belongs to, so that nobody schedules by a calendar that is about to change. */
async function touch(tx: Tx, { calendarId, machineId }: { calendarId: number | null; machineId: number | null }) {
  if (machineId !== null) {
    const { id, code, name } = await lockMachine(tx, machineId)
    return { entity: 'machine' as const, id, payload: { code, name } }
  }
  const { id, name } = await lockCalendar(tx, calendarId ?? 0)
  return { entity: 'machineCalendar' as const, id, payload: { name } }
}

async function lockCalendar(tx: Tx, id: number): Promise<{ id: number; name: string; version: number }> {
  const [row] = await run(
    tx,
    build.selectFrom('machine_calendar').select(['id', 'name', 'version']).where('id', '=', id).forUpdate(),
  )
  if (row === undefined) throw notFound('work calendar', id)
  return row
}

async function requireFreeName(tx: Tx, name: string): Promise<void> {
  const taken = await run(
    tx,
    build.selectFrom('machine_calendar').select('id').where(sql`lower(name)`, '=', sql`lower(${name}::text)`).limit(1),
  )
  if (taken.length === 0) return
  throw new DomainError('DUPLICATE', `There is a calendar ${name} already.`, { field: 'name', value: name })
}
