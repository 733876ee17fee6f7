import { parseArgs } from 'node:util'
import { type Group, groups } from './works.ts'

/** What a run is told. */
export interface Options {
  groups: readonly Group[]
  /** At full size; the other database has a tenth. */
  items: number
  orders: number
  /** How often each work is measured at both sizes, one right after the other. */
  rounds: number
  /** The longest that one measurement takes, in seconds. */
  seconds: number
}

export const usage = `Usage: pnpm bench [${groups.join('] [')}] [--items 100000] [--orders 200000] [--rounds 5] [--seconds 1]`

/** @throws Error with a sentence where an argument cannot be meant. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      items: { type: 'string', default: '100000' },
      orders: { type: 'string', default: '200000' },
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '1' },
    },
  })
  const unknown = positionals.find((name) => !groups.includes(name as Group))
  if (unknown !== undefined) throw new Error(`There is no work called "${unknown}".\n${usage}`)
  const number = (name: keyof typeof values, least: number): number => {
    const value = Number(values[name])
    if (value >= least && value <= 10_000_000) return value
    throw new Error(`--${name} is a number from ${least} on, not "${values[name]}".\n${usage}`)
  }
  return {
    groups: positionals.length > 0 ? (positionals as Group[]) : groups,
    items: Math.floor(number('items', 100)),
    orders: Math.floor(number('orders', 100)),
    rounds: Math.floor(number('rounds', 1)),
    seconds: number('seconds', 0.1),
  }
}
