import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '@framewright/db/engine'
import { load, type Measured, medianOf } from './load.ts'
import { readOptions } from './options.ts'
import { openShop, type Shop } from './shop.ts'
import { type Pick, type Work, works } from './works.ts'

const connections = 16
/** A measurement is over after so many requests, however fast they are. */
const mostRequests = 5_000
/** A work may take so many times as long with ten times the data. */
const allowed = 1.5

/** Numbers that look like chance and are the same at every run. */
function picker(seed: number): Pick {
  let state = seed
  return (count) => {
    state = (state * 48_271) % 2_147_483_647
    return 1 + (state % count)
  }
}

async function measure(work: Work, shop: Shop, seed: number, seconds: number): Promise<Measured> {
  const pick = picker(seed)
  return await load(shop, () => work.path(pick, shop.size), { connections, seconds, requests: mostRequests })
}

const options = readOptions(process.argv.slice(2))
const { items, orders, rounds, seconds } = options
const home = await mkdtemp(join(tmpdir(), 'framewright-bench-'))
const engine = await startEngine({ home, own: true, durable: false, ephemeral: true })
const shops: Shop[] = []
let failed = 0
try {
  for (const part of [10, 1]) {
    const size = { items: Math.ceil(items / part), orders: Math.ceil(orders / part) }
    const began = performance.now()
    shops.push(await openShop(engine.url, home, size))
    const took = ((performance.now() - began) / 1000).toFixed(0)
    console.log(`${size.items} items, ${size.orders} orders of five lines: made in ${took} s`)
  }
  const [small, full] = shops
  if (!small || !full) throw new Error('Both shops are open.')

  console.log(`\nMedian of ${connections} connections, ${rounds} rounds at both sizes in turn; ≤ ${allowed} passes.\n`)
  console.log(`${'work'.padEnd(42)}${'tenth'.padStart(10)}${'full'.padStart(10)}${'full/s'.padStart(8)}   ratio`)
  for (const work of works.filter(({ group }) => options.groups.includes(group))) {
    // What the first requests compile and read into caches is not what is measured.
    for (const shop of [small, full]) await measure(work, shop, 1, Math.min(1, seconds))
    const tenth: Measured[] = []
    const whole: Measured[] = []
    for (let round = 1; round <= rounds; round++) {
      // Each goes first in turn, so that a machine that warms up or slows down favours neither.
      if (round % 2 === 1) tenth.push(await measure(work, small, round, seconds))
      whole.push(await measure(work, full, round, seconds))
      if (round % 2 === 0) tenth.push(await measure(work, small, round, seconds))
    }
    const ratio = medianOf(whole.map((one, round) => one.median / (tenth[round]?.median ?? Number.NaN)))
    if (!(ratio <= allowed)) failed++
    const ms = (measured: Measured[]) => `${medianOf(measured.map((one) => one.median)).toFixed(1)} ms`.padStart(10)
    const rate = medianOf(whole.map((one) => one.perSecond))
      .toFixed(0)
      .padStart(8)
    const verdict = ratio <= allowed ? 'pass' : 'FAIL'
    console.log(
      `${`${work.group}: ${work.name}`.padEnd(42)}${ms(tenth)}${ms(whole)}${rate}    ${ratio.toFixed(2)}  ${verdict}`,
    )
  }
} finally {
  for (const shop of shops) await shop.stop()
  await engine.stop()
  await rm(home, { recursive: true, force: true })
}
if (failed > 0) console.log(`\n${failed} of the works ${failed === 1 ? 'takes' : 'take'} too much longer at full size.`)
process.exitCode = failed > 0 ? 1 : 0
