import pg from 'pg'
import type { Generator, Measured, Request, Target } from './load/load.ts'
import { medianOf } from './load/load.ts'
import type { Options } from './options.ts'
import type { Size } from './seed.ts'
import type { Shop } from './shop.ts'

/** Connections that make the load. */
export const connections = 16

/** What the works run on. What they share is made when it is first asked for. */
export interface Bench {
  options: Options
  generator: Generator
  /** A shop of the default size, or of another. */
  shop(size?: Size): Promise<Shop>
  /** The floor on that shop's database, with a token that is good there. */
  floor(shop: Shop): Promise<Target>
}

/** One line of the table: what was measured, what is wanted, and whether it is so. */
export interface Finding {
  what: string
  ours: string
  /** What it is measured against. */
  against: string
  /** The figure that is judged, and what it should be. */
  figure: string
  budget: string
  pass: boolean
  /** Of what is wanted of the server, how much there is: what `--profile` goes by. */
  share?: number
}

/** Something to measure; a file of `works/` each. */
export interface Work {
  name: string
  /** A sentence for `pnpm bench --help`. */
  about: string
  run(bench: Bench): Promise<Finding[]>
}

/** What two sides did in turn. */
export interface Comparison {
  ours: Measured
  floor: Measured
  /** Ours to the floor's requests a second: the median of the rounds' ratios. */
  ratio: number
}

/**
 * Measures both in turn, a round at a time, each going first in turn: what else the machine does then hits both. A short
 * round of each beforehand warms them up.
 */
export async function alternate(
  { rounds }: Pick<Options, 'rounds'>,
  ours: (round: number) => Promise<Measured>,
  floor: (round: number) => Promise<Measured>,
): Promise<Comparison> {
  const [a, b]: [Measured[], Measured[]] = [[], []]
  await ours(0)
  await floor(0)
  for (let round = 1; round <= rounds; round++) {
    if (round % 2 === 1) a.push(await ours(round))
    b.push(await floor(round))
    if (round % 2 === 0) a.push(await ours(round))
  }
  const ratio = medianOf(a.map((one, round) => one.perSecond / (b[round]?.perSecond ?? Number.NaN)))
  return { ours: middle(a), floor: middle(b), ratio }
}

const middle = (rounds: Measured[]): Measured => ({
  count: rounds.reduce((sum, one) => sum + one.count, 0),
  perSecond: medianOf(rounds.map((one) => one.perSecond)),
  median: medianOf(rounds.map((one) => one.median)),
  p99: medianOf(rounds.map((one) => one.p99)),
})

/** The same requests to the product and to the floor, as many a second as both can. */
export async function compare(bench: Bench, requests: readonly Request[]): Promise<Comparison> {
  const shop = await bench.shop()
  const floor = await bench.floor(shop)
  const seconds = (round: number) => (round === 0 ? Math.min(1, bench.options.seconds) : bench.options.seconds)
  const load = (target: Target) => (round: number) =>
    bench.generator.run({
      url: target.url,
      token: target.token,
      requests: [...requests],
      connections,
      seconds: seconds(round),
    })
  return await alternate(bench.options, load(shop), load(floor))
}

/** The finding of a comparison that wants at least this share of the floor. */
export function shareOf(what: string, { ours, floor, ratio }: Comparison, least: number): Finding {
  const rate = ({ perSecond, p99 }: Measured) => `${perSecond.toFixed(0)}/s, p99 ${p99.toFixed(1)} ms`
  return {
    what,
    ours: rate(ours),
    against: rate(floor),
    figure: `${(ratio * 100).toFixed(0)} %`,
    budget: `≥ ${(least * 100).toFixed(0)} % of the floor`,
    pass: ratio >= least,
    share: ratio / least,
  }
}

/** Makes sure that the floor answers with what the product answers with. @throws Error where it does not. */
export async function requireSame(bench: Bench, request: Request, shapeOnly = false): Promise<void> {
  const shop = await bench.shop()
  const floor = await bench.floor(shop)
  const [ours, theirs] = [await ask(shop, request), await ask(floor, request)]
  const difference = differenceOf(ours, theirs, shapeOnly, '')
  if (difference) throw new Error(`${request.path}: the floor answers otherwise: ${difference}`)
}

export async function ask<T = unknown>({ url, token }: Target, { method = 'GET', path, body }: Request): Promise<T> {
  const answer = await fetch(url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      // Else `fetch` asks for compression, which is no part of what is measured.
      'accept-encoding': 'identity',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as T
}

function differenceOf(a: unknown, b: unknown, shapeOnly: boolean, at: string): string | undefined {
  if (typeof a !== 'object' || a === null || typeof b !== 'object' || b === null) {
    const same = shapeOnly ? typeof a === typeof b : a === b
    return same ? undefined : `${at}: ${JSON.stringify(a)} and ${JSON.stringify(b)}`
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const of = (whole: object) => (whole as Record<string, unknown>)[key]
    const found = differenceOf(of(a), of(b), shapeOnly, `${at}.${key}`)
    if (found) return found
  }
  return undefined
}

/** A connection to a shop's database for what has to be there before something is measured. */
export async function withDatabase<T>(shop: Shop, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: shop.database })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A number from 1 to `count`, another at each call but the same at every run. */
export type Chance = (count: number) => number

/** Numbers that look like chance. */
export function picker(seed: number): Chance {
  let state = seed
  return (count) => {
    state = (state * 48_271) % 2_147_483_647
    return 1 + (state % count)
  }
}

/** So many of something. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))
