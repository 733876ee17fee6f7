import type { WeeklyShift, WorkCalendar } from '@framewright/contracts/machine/calendar'
import type { CalendarException } from '@framewright/contracts/machine/calendar.schema'
import type { ReadDb } from '@framewright/db/client'
import { type CompiledQuery, sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'

/** Runs a built query: in a command's transaction, or on the read side. */
export type Ask = <Row>(query: { compile(): CompiledQuery<Row> }) => Promise<Row[]>
export const asking =
  (tx: Tx): Ask =>
  (query) =>
    run(tx, query)
export const reading =
  (read: ReadDb): Ask =>
  async (query) =>
    (await read.executeQuery(query.compile())).rows

export interface RevisionRow {
  calendarId: number
  validFrom: string
  shifts: WeeklyShift[]
}

/** The shifts of these calendars, each calendar's earliest first. */
export function revisionsOf(ask: Ask, calendarIds: readonly number[]): Promise<RevisionRow[]> {
  if (calendarIds.length === 0) return Promise.resolve([])
  return ask(
    build
      .selectFrom('machine_calendar_revision')
      .select('calendar_id as calendarId')
      .select([sql<string>`valid_from::text`.as('validFrom'), sql<WeeklyShift[]>`shifts`.as('shifts')])
      .where('calendar_id', 'in', calendarIds)
      .orderBy('calendar_id')
      .orderBy('valid_from'),
  )
}

export interface ExceptionRow extends CalendarException {
  calendarId: number | null
  machineId: number | null
}

/** Exceptions of calendars and of machines that end behind an instant, the earliest first. */
export async function exceptionsOf(
  ask: Ask,
  calendarIds: readonly number[],
  machineIds: readonly number[],
  endingAfter: Date,
): Promise<ExceptionRow[]> {
  const rows = await ask(
    build
      .selectFrom('machine_calendar_exception')
      .select(['id', 'calendar_id as calendarId', 'machine_id as machineId', 'kind', 'name'])
      .select(['starts_at as startsAt', 'ends_at as endsAt'])
      .where((eb) =>
        eb.or([
          eb(sql<number>`calendar_id`, '=', sql<number>`any(${[...calendarIds]}::int[])`),
          eb(sql<number>`machine_id`, '=', sql<number>`any(${[...machineIds]}::int[])`),
        ]),
      )
      .where('ends_at', '>', endingAfter)
      .orderBy('starts_at')
      .orderBy('id'),
  )
  return rows.map(({ startsAt, endsAt, ...row }) => ({
    ...row,
    from: startsAt.toISOString(),
    to: endsAt.toISOString(),
  }))
}

export const toException = ({ id, kind, name, from, to }: ExceptionRow): CalendarException => ({
  id,
  kind,
  name,
  from,
  to,
})

/** The calendars by which machines work, ready for the functions of the contracts; what ended before `from` is left out. */
export async function workCalendars(
  ask: Ask,
  machines: readonly { id: number; calendarId: number | null }[],
  timeZone: string,
  from: Date,
): Promise<Map<number, WorkCalendar>> {
  const calendarIds = [...new Set(machines.flatMap(({ calendarId }) => calendarId ?? []))]
  const machineIds = machines.map(({ id }) => id)
  const [revisions, exceptions] = [
    await revisionsOf(ask, calendarIds),
    await exceptionsOf(ask, calendarIds, machineIds, from),
  ]
  return new Map(
    machines.map(({ id, calendarId }) => [
      id,
      {
        timeZone,
        revisions: calendarId === null ? [] : orNever(revisions.filter((one) => one.calendarId === calendarId)),
        exceptions: exceptions.filter(
          (one) => one.machineId === id || (calendarId !== null && one.calendarId === calendarId),
        ),
      },
    ]),
  )
}

/** A calendar always has a revision; were they lost, its machines would be closed rather than never close. */
const orNever = (revisions: RevisionRow[]): WorkCalendar['revisions'] =>
  revisions.length > 0 ? revisions : [{ validFrom: '1900-01-01', shifts: [] }]

/** The shifts that hold on a day. */
export const shiftsOn = (revisions: readonly { validFrom: string; shifts: WeeklyShift[] }[], day: string) =>
  revisions.findLast(({ validFrom }) => validFrom <= day)?.shifts ?? []
