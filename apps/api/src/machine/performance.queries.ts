import * as decimal from '@framewright/contracts/core/decimal'
import { openTime, type ShiftStretch, type WorkCalendar } from '@framewright/contracts/machine/calendar'
import type { MachineQueries } from '@framewright/contracts/machine/machine.service'
import { addCounted, type Counted, oeeOf, type StateStretch, timeUse } from '@framewright/contracts/machine/oee'
import type { Figures, Performance } from '@framewright/contracts/machine/performance.schema'
import { clipped, merged, type Stretch, within } from '@framewright/contracts/machine/stretches'
import { dayAfter, zonedInstant } from '@framewright/contracts/machine/zone'
import type { Deps } from '../core/deps.ts'
import { reading, workCalendars } from './calendar.rows.ts'
import {
  type Asked,
  type Made,
  machinesOf,
  madeOf,
  outsideOf,
  type Reasoned,
  statesOf,
  stretchesOf,
} from './performance.rows.ts'
import { daySpanOf } from './span.ts'

/** What was counted in one shift of one day, or in one day. */
interface Row extends Counted {
  machineId: number
  day: string
  shift: string | null
  /** Running, in open time or not. */
  busySeconds: number
  lostSeconds: Figures['lostSeconds']
}

const noLoss = (): Figures['lostSeconds'] => ({ DOWN: 0, MAINTENANCE: 0, IDLE: 0, OFF: 0 })

/**
 * Figures of machines over days. They are computed from the states that were recorded, the calendars, and the outputs' sums;
 * how long that takes depends on the days asked for, which are bounded, and not on how much history there is.
 */
export function performanceQuery({ read, clock }: Pick<Deps, 'read' | 'clock'>): MachineQueries['performance'] {
  return async (_call, asked) => {
    const input = { ...asked, ...daySpanOf(asked, clock.today(), 7) }
    const { timeZone } = clock
    const machines = await machinesOf(read, input.machineId)
    const start = zonedInstant(input.from, 0, timeZone)
    // A night shift of the last day ends on the next.
    const end = zonedInstant(dayAfter(input.to, 2), 0, timeZone)
    const now = clock.now().getTime()
    const span: Stretch = { start, end: Math.min(end, now) }
    const ids = machines.map(({ id }) => id)
    const [calendars, states, stretches, made, outside] = await Promise.all([
      workCalendars(reading(read), machines, timeZone, new Date(start)),
      statesOf(read, ids, span),
      stretchesOf(read, ids, span),
      madeOf(read, ids, input),
      outsideOf(read, ids, span),
    ])
    const reasons = new Map<string, Performance['reasons'][number]>()
    const rows = machines.flatMap((machine) => {
      const calendar = calendars.get(machine.id) ?? { timeZone, revisions: [], exceptions: [] }
      const said = clipped(states.get(machine.id) ?? [], span.start, span.end)
      const worked = clipped(stretches.get(machine.id) ?? [], span.start, span.end)
      // What it might have done before it was there, or made anything, is nobody's loss.
      const since = Math.max(span.start, Math.min(machine.createdAt.getTime(), worked[0]?.start ?? span.end))
      const open = openIn(calendar, { start: since, end: span.end }, input)
      addReasons(reasons, said, open)
      return rowsOf(machine.id, open, said, worked, made.get(machine.id) ?? [], input, timeZone)
    })

    return {
      from: input.from,
      to: input.to,
      machines: machines.map(({ id, code, name }) => ({
        id,
        code,
        name,
        ...figuresOf(rows.filter((row) => row.machineId === id)),
      })),
      days: daysOf(input).map((day) => ({ day, ...figuresOf(rows.filter((row) => row.day === day)) })),
      rows: rows.map((row) => ({ machineId: row.machineId, day: row.day, shift: row.shift, ...figuresOf([row]) })),
      total: figuresOf(rows),
      reasons: [...reasons.values()].sort((a, b) => b.seconds - a.seconds).slice(0, 20),
      outside,
    }
  }
}

function daysOf({ from, to }: Asked): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = dayAfter(day)) days.push(day)
  return days
}

/** Open time of the shifts that began on the days asked for, as far as it has passed. */
function openIn(calendar: WorkCalendar, span: Stretch, { from, to }: Asked): ShiftStretch[] {
  return openTime(calendar, span.start, span.end).filter(({ day }) => day >= from && day <= to)
}

function rowsOf(
  machineId: number,
  open: readonly ShiftStretch[],
  states: readonly StateStretch[],
  worked: readonly Stretch[],
  made: readonly Made[],
  input: Asked,
  timeZone: string,
): Row[] {
  const keyOf = (day: string, shift: string | null) => (input.by === 'day' ? day : `${day} ${shift ?? ''}`)
  const groups = new Map<string, { day: string; shift: string | null; open: ShiftStretch[]; made: Made[] }>()
  const groupOf = (day: string, shift: string | null) => {
    const key = keyOf(day, shift)
    const group = groups.get(key) ?? { day, shift: input.by === 'day' ? null : shift, open: [], made: [] }
    groups.set(key, group)
    return group
  }
  for (const one of open) groupOf(one.day, one.shift).open.push(one)
  for (const one of made) if (one.day !== null) groupOf(one.day, one.shift).made.push(one)

  const outOfHours = input.by === 'day' ? busyByDay(open, states, worked, input, timeZone) : new Map<string, number>()
  for (const day of outOfHours.keys()) groupOf(day, null)
  return [...groups.values()]
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : (a.open[0]?.start ?? 0) - (b.open[0]?.start ?? 0)))
    .map((group) => {
      const use = timeUse(group.open, states, worked)
      const sums = addCounted(
        group.made.map(({ good, scrapped, idealSeconds }) => ({
          plannedSeconds: 0,
          runSeconds: 0,
          idealSeconds,
          good,
          scrapped,
        })),
      )
      return {
        ...sums,
        ...use,
        machineId,
        day: group.day,
        shift: group.shift,
        busySeconds: use.runSeconds + (outOfHours.get(group.day) ?? 0),
      }
    })
}

/** Seconds it ran outside its open time, by the day they lie on. */
function busyByDay(
  open: readonly Stretch[],
  states: readonly StateStretch[],
  worked: readonly Stretch[],
  input: Asked,
  timeZone: string,
): Map<string, number> {
  const found = new Map<string, number>()
  for (const day of daysOf(input)) {
    const whole = { start: zonedInstant(day, 0, timeZone), end: zonedInstant(day, 1440, timeZone) }
    const closed = openGaps(whole, open)
    const { runSeconds } = timeUse(closed, states, worked)
    if (runSeconds > 0) found.set(day, runSeconds)
  }
  return found
}

function openGaps(whole: Stretch, open: readonly Stretch[]): Stretch[] {
  const gaps: Stretch[] = []
  let start = whole.start
  for (const one of clipped(merged(open), whole.start, whole.end)) {
    if (one.start > start) gaps.push({ start, end: one.start })
    start = one.end
  }
  if (start < whole.end) gaps.push({ start, end: whole.end })
  return gaps
}

function addReasons(
  reasons: Map<string, Performance['reasons'][number]>,
  states: readonly Reasoned[],
  open: readonly Stretch[],
): void {
  for (const { state, reason, start, end } of within(states, merged(open))) {
    if (state !== 'DOWN' && state !== 'MAINTENANCE' && state !== 'IDLE') continue
    const key = `${state} ${reason}`
    const one = reasons.get(key) ?? { state, reason, seconds: 0 }
    one.seconds += (end - start) / 1000
    reasons.set(key, one)
  }
}

function figuresOf(rows: readonly Row[]): Figures {
  const sum = addCounted(rows)
  const lost = noLoss()
  let busy = 0
  for (const row of rows) {
    busy += row.busySeconds
    for (const state of Object.keys(lost) as (keyof typeof lost)[]) lost[state] += row.lostSeconds[state]
  }
  return {
    ...sum,
    good: decimal.quantity(sum.good),
    scrapped: decimal.quantity(sum.scrapped),
    lostSeconds: lost,
    utilisation: decimal.percentOf(busy, sum.plannedSeconds),
    ...oeeOf(sum),
  }
}
