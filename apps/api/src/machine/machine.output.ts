import * as decimal from '@framewright/contracts/core/decimal'
import { invalid, ruleViolated } from '@framewright/contracts/errors'
import { shiftOf } from '@framewright/contracts/machine/calendar'
import { machineCost } from '@framewright/contracts/machine/oee'
import { sql } from 'kysely'
import { toDate } from '../core/clock.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { asking, workCalendars } from './calendar.rows.ts'
import { cycleSecondsOf, machineToUse } from './machine.rows.ts'

/** Nothing is made in one go for longer: a start that far back was mistyped. */
const longestMs = 7 * 86_400_000

/** What a machine adds to a record of what was made. */
export interface MachineFigures {
  machineId: number
  shift: string | null
  shiftDay: Date | null
  idealSeconds: string | null
  machineCost: string
}

/**
 * What an output on a machine is recorded with: its shift by the machine's calendar, what its pieces would ideally have taken,
 * and what the machine cost by its rate of now. Holds the machine, so that of two outputs in the same time one is refused.
 * @throws DomainError RULE_VIOLATED naming the output that overlaps.
 */
export async function machineFigures(
  tx: Tx,
  made: {
    machineId?: number | null | undefined
    itemId: number
    pieces: string
    startedAt: Date | null
    endedAt: Date
  },
  timeZone: string,
): Promise<MachineFigures | undefined> {
  if (made.machineId == null) return undefined
  const { itemId, pieces, startedAt, endedAt } = made
  const machine = await machineToUse(tx, made.machineId)
  const seconds = startedAt === null ? 0 : (endedAt.getTime() - startedAt.getTime()) / 1000
  if (startedAt !== null) {
    if (seconds * 1000 > longestMs) throw invalid('from', 'lies more than a week before the end')
    await requireFree(tx, machine, startedAt, endedAt)
  }
  const from = startedAt ?? endedAt
  const calendars = await workCalendars(asking(tx), [machine], timeZone, new Date(from.getTime() - 1))
  const calendar = calendars.get(machine.id)
  const shift = calendar && shiftOf(calendar, startedAt?.getTime() ?? null, endedAt.getTime())
  const cycle = await cycleSecondsOf(tx, machine, itemId)
  return {
    machineId: machine.id,
    shift: shift?.shift ?? null,
    shiftDay: shift === undefined ? null : toDate(shift.day),
    idealSeconds: cycle === null ? null : decimal.multiply(cycle, pieces),
    machineCost: machineCost(machine.ratePerHour, seconds),
  }
}

async function requireFree(tx: Tx, machine: { id: number; name: string }, from: Date, to: Date): Promise<void> {
  const [other] = await run(
    tx,
    build
      .selectFrom('production_output as output')
      .innerJoin('production_order as o', 'o.id', 'output.order_id')
      .select(['output.id', 'o.number', 'output.started_at as startedAt', 'output.ended_at as endedAt'])
      .where('output.machine_id', '=', machine.id)
      .where('output.started_at', '<', to)
      .where('output.ended_at', '>', from)
      // Bounded by how long an output can be, so that the index on its end answers it.
      .where('output.ended_at', '<', sql<Date>`${to}::timestamptz + interval '7 days'`)
      .orderBy('output.ended_at')
      .limit(1),
  )
  if (other === undefined) return
  const time = (instant: Date | null) => instant?.toISOString() ?? null
  throw ruleViolated(
    'machine.outputOverlaps',
    `${machine.name} was at work on ${other.number} from ${time(other.startedAt)} to ${time(other.endedAt)}. Give a time in which it made nothing else.`,
    { outputId: other.id, number: other.number, from: time(other.startedAt), to: time(other.endedAt) },
  )
}
