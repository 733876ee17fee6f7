import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEngine } from '@framewright/db/engine'
import type { Bench, Finding } from './bench.ts'
import { startGenerator, type Target } from './load/load.ts'
import { Machine } from './machine.ts'
import type { Options } from './options.ts'
import type { Size } from './seed.ts'
import { openFloor, openShop, repository, type Shop } from './shop.ts'
import { works } from './works/index.ts'

/** A work that could not be measured is a budget that is not met; the others are measured all the same. */
const couldNot = (what: string, { message }: Error): Finding => ({
  what,
  ours: message.split('\n', 1)[0]?.slice(0, 160) ?? '',
  against: '',
  figure: 'not measured',
  budget: '',
  pass: false,
})

/** Runs the works that are asked for, on a database of their own that is gone afterwards. */
export async function run(
  options: Options,
  log: (line: string) => void,
): Promise<{ findings: Finding[]; machine: Machine }> {
  const home = await mkdtemp(join(tmpdir(), 'framewright-bench-'))
  const closers: (() => unknown)[] = [() => rm(home, { recursive: true, force: true })]
  try {
    // PostgreSQL as it comes: it waits for the disk at every commit, on either side.
    const engine = await startEngine({ home, own: true, ephemeral: true })
    closers.push(() => engine.stop())
    const generator = startGenerator()
    closers.push(() => generator.stop())
    const shops = new Map<string, Promise<Shop>>()
    const floors = new Map<Shop, Promise<{ url: string }>>()

    async function open(size: Size, nodeOptions: string[] = []): Promise<Shop> {
      const began = performance.now()
      const shop = await openShop(engine.url, home, size, nodeOptions)
      closers.push(() => shop.stop())
      log(`${size.items} items, ${size.orders} orders: made in ${((performance.now() - began) / 1000).toFixed(0)} s`)
      return shop
    }

    const bench: Bench = {
      options,
      generator,
      shop(size = { items: options.items, orders: options.orders }) {
        const key = JSON.stringify(size)
        const shop = shops.get(key) ?? open(size)
        shops.set(key, shop)
        return shop
      },
      async floor(shop) {
        const floor =
          floors.get(shop) ??
          openFloor(shop).then((opened) => {
            closers.push(() => opened.stop())
            return opened
          })
        floors.set(shop, floor)
        return { url: (await floor).url, token: shop.token } satisfies Target
      },
    }

    /** Measures one work again, on a server that writes down where its time goes. */
    async function profile(name: string): Promise<void> {
      const work = works.find((one) => one.name === name)
      const size = { items: options.items, orders: options.orders, profiled: true }
      const folder = join(repository, 'bench/profiles')
      const shop = await open(size, ['--cpu-prof', `--cpu-prof-dir=${folder}`])
      await work?.run({ ...bench, shop: async () => shop })
      await shop.stop()
      log(`${name}: the profile is in ${folder}`)
    }

    let farthest: { name: string; share: number } | undefined
    const findings: Finding[] = []
    const machine = new Machine()
    for (const work of works.filter(({ name }) => options.works.length === 0 || options.works.includes(name))) {
      // Access tokens live ten minutes.
      for (const shop of await Promise.all(shops.values())) await shop.renew()
      machine.look()
      const began = performance.now()
      const found = await work.run(bench).catch((error: Error) => [couldNot(work.name, error)])
      findings.push(...found)
      for (const { what, figure, pass } of found) log(`  ${what}: ${figure}${pass ? '' : ' (missed)'}`)
      for (const { share = Number.POSITIVE_INFINITY } of found) {
        if (share < (farthest?.share ?? Number.POSITIVE_INFINITY)) farthest = { name: work.name, share }
      }
      log(`${work.name}: measured in ${((performance.now() - began) / 1000).toFixed(0)} s`)
    }
    if (options.profile && farthest) await profile(farthest.name)
    return { findings, machine }
  } finally {
    for (const close of closers.toReversed()) await close()
  }
}
