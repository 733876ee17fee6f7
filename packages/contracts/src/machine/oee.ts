import * as decimal from '../core/decimal.ts'
import type { MachineStateName } from './machine.states.ts'
import { merged, type Stretch, secondsOf, within, without } from './stretches.ts'

/** What was counted of a machine in some time; times in seconds. */
export interface Counted {
  /** Open by its calendar: shifts without holidays and planned maintenance, as far as they have passed. */
  plannedSeconds: number
  /** Running within that. */
  runSeconds: number
  /** What all pieces, good and lost, would have taken at the ideal cycle time; null where that of some is not known. */
  idealSeconds: number | null
  good: string
  scrapped: string
}

/** Percentages with two places; null where there is nothing to divide by. */
export interface Oee {
  availability: string | null
  performance: string | null
  quality: string | null
  oee: string | null
}

/** The formula, as the screen shows it. */
export const oeeFormula = [
  ['Availability', 'run time ÷ planned time'],
  ['Performance', 'ideal cycle time × pieces ÷ run time'],
  ['Quality', 'good pieces ÷ pieces'],
  ['OEE', 'availability × performance × quality'],
] as const

/**
 * Overall equipment effectiveness: availability × performance × quality, each as it is, rounded only in the end. A machine
 * that made pieces in no time at all, or faster than is ideal, has a performance above 100 %: its cycle time wants mending.
 */
export function oeeOf({ plannedSeconds, runSeconds, idealSeconds, good, scrapped }: Counted): Oee {
  const pieces = decimal.add(good, scrapped)
  const availability = decimal.percentOf(runSeconds, plannedSeconds)
  const performance = idealSeconds === null ? null : decimal.percentOf(idealSeconds, runSeconds)
  const quality = decimal.percentOf(good, pieces)
  return { availability, performance, quality, oee: product() }

  /** The three multiplied: what they share cancels out. A machine that did not run, or made nothing, was worth nothing. */
  function product(): string | null {
    if (plannedSeconds <= 0 || idealSeconds === null) return null
    if (runSeconds <= 0 || decimal.isZero(pieces)) return '0.00'
    return decimal.percentOf(decimal.multiply(idealSeconds, good), decimal.multiply(plannedSeconds, pieces))
  }
}

/** Adds up what was counted; percentages of a sum are computed of the sum. */
export function addCounted(counted: Iterable<Counted>): Counted {
  const total: Counted = { plannedSeconds: 0, runSeconds: 0, idealSeconds: 0, good: '0', scrapped: '0' }
  for (const one of counted) {
    total.plannedSeconds += one.plannedSeconds
    total.runSeconds += one.runSeconds
    total.idealSeconds =
      total.idealSeconds === null || one.idealSeconds === null ? null : total.idealSeconds + one.idealSeconds
    total.good = decimal.add(total.good, one.good)
    total.scrapped = decimal.add(total.scrapped, one.scrapped)
  }
  return total
}

export interface StateStretch extends Stretch {
  state: MachineStateName
}

/** What a machine did in its open time. */
export interface TimeUse {
  plannedSeconds: number
  runSeconds: number
  /** The rest of it, by what the machine was said to be; what nobody said anything of is with OFF. */
  lostSeconds: Record<Exclude<MachineStateName, 'RUNNING'>, number>
}

/**
 * How a machine used its open time. It ran where somebody said so, and where pieces were made unless it was said to be down
 * or in maintenance: whoever records what was made from when to when need not press a button as well.
 * @param made the stretches that outputs tell of.
 */
export function timeUse(open: readonly Stretch[], states: readonly StateStretch[], made: readonly Stretch[]): TimeUse {
  const planned = merged(open)
  const ofState = (...names: MachineStateName[]) => merged(states.filter(({ state }) => names.includes(state)))
  const stopped = ofState('DOWN', 'MAINTENANCE')
  const run = within(merged([...ofState('RUNNING'), ...without(merged(made), stopped)]), planned)
  const rest = without(planned, run)
  const lost = (state: MachineStateName) => secondsOf(within(ofState(state), rest))
  const [DOWN, MAINTENANCE, IDLE] = [lost('DOWN'), lost('MAINTENANCE'), lost('IDLE')]
  return {
    plannedSeconds: secondsOf(planned),
    runSeconds: secondsOf(run),
    lostSeconds: { DOWN, MAINTENANCE, IDLE, OFF: secondsOf(rest) - DOWN - MAINTENANCE - IDLE },
  }
}

/** What a machine costs for a time, by its rate an hour: money with four places. */
export const machineCost = (ratePerHour: string, seconds: number): string =>
  decimal.unitPrice(decimal.divide(decimal.multiply(ratePerHour, seconds), '3600'))

/** What so many pieces take at a cycle time, in whole seconds and at least one. */
export const workSeconds = (cycleSeconds: string, pieces: string): number =>
  Math.max(1, Math.ceil(Number(decimal.multiply(cycleSeconds, pieces))))
