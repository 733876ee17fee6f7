import { parseArgs } from 'node:util'
import { works } from './works/index.ts'

/** What a run is told. */
export interface Options {
  /** Names of works; all of them without any. */
  works: readonly string[]
  items: number
  orders: number
  /** How often each work is measured on both sides in turn. */
  rounds: number
  /** How long one measurement takes. */
  seconds: number
  /** Where a Chromium is, for the first screen. */
  chromium: string
  json: boolean
  profile: boolean
}

export const usage = (): string =>
  [
    'Usage: pnpm bench [work…] [--items 10000] [--orders 100000] [--rounds 3] [--seconds 2] [--json] [--profile]',
    '',
    ...works.map(({ name, about }) => `  ${name.padEnd(14)} ${about}`),
    '',
    '  --chromium the browser of the first screen; /usr/bin/chromium when not said',
    '  --json     the findings as JSON',
    '  --profile  a V8 CPU profile of the server under the work farthest from its budget, into bench/profiles',
  ].join('\n')

/** @throws Error with a sentence where an argument cannot be meant. */
export function readOptions(args: string[]): Options | undefined {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      items: { type: 'string', default: '10000' },
      orders: { type: 'string', default: '100000' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '2' },
      chromium: { type: 'string', default: '/usr/bin/chromium' },
      json: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return undefined
  const unknown = positionals.find((name) => !works.some((work) => work.name === name))
  if (unknown !== undefined) throw new Error(`There is no work called "${unknown}".\n\n${usage()}`)
  const number = (name: 'items' | 'orders' | 'rounds' | 'seconds', least: number): number => {
    const value = Number(values[name])
    if (value >= least && value <= 10_000_000) return value
    throw new Error(`--${name} is a number from ${least} on, not "${values[name]}".\n\n${usage()}`)
  }
  return {
    works: positionals,
    items: Math.floor(number('items', 100)),
    orders: Math.floor(number('orders', 100)),
    rounds: Math.floor(number('rounds', 1)),
    seconds: number('seconds', 0.05),
    chromium: values.chromium,
    json: values.json,
    profile: values.profile,
  }
}
