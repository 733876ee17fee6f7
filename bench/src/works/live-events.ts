import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, type Work, withDatabase } from '../bench.ts'
import type { Shop } from '../shop.ts'

const perSecond = 50

interface Report {
  received: number
  disordered: number
  median: number
  p99: number
}

export const liveEvents: Work = {
  name: 'live-events',
  about: 'fifty changes a second to a thousand subscribers of the live stream',
  async run(bench) {
    const shop = await bench.shop()
    const [subscribers, seconds] = bench.options.seconds >= 1 ? [1_000, 8] : [50, 1]
    await allTold(shop)
    const listening = fork(join(import.meta.dirname, '../load/subscribers.ts'), { stdio: 'inherit' })
    try {
      const standing = messageOf(listening)
      listening.send({ url: shop.url, token: shop.token, count: subscribers, type: 'supplier.created' })
      await standing
      // As everywhere here, a round of the same comes first: how long it took is told and not measured, but all of it must come.
      const warming = Math.ceil(seconds / 4)
      const cold = await changes(shop, listening, warming)
      const { received, disordered, median, p99 } = await changes(shop, listening, seconds)
      const wanted = subscribers * perSecond * seconds
      return [
        {
          what: `event to ${subscribers} subscribers`,
          ours: `median ${median} ms, ${received} of ${wanted} delivered; the first ones p99 ${cold.p99} ms`,
          against: '',
          figure: `p99 ${p99} ms`,
          budget: '≤ 250 ms, each once, in order',
          pass:
            p99 <= 250 &&
            received === wanted &&
            cold.received === subscribers * perSecond * warming &&
            disordered === 0,
        },
      ]
    } finally {
      listening.disconnect()
    }
  },
}

/** Changes at their pace for so long, and how they came to those who listen. */
async function changes(shop: Shop, listening: ChildProcess, seconds: number): Promise<Report> {
  const under: Promise<unknown>[] = []
  const began = performance.now()
  for (let i = 0; i < perSecond * seconds; i++) {
    await sleep(Math.max(0, began + (i * 1000) / perSecond - performance.now()))
    const body = JSON.stringify({ code: `LIVE-${Date.now()}-${i}`, name: `Live ${i}` })
    under.push(ask(shop, { method: 'POST', path: '/api/suppliers', body }))
  }
  await Promise.all(under)
  await sleep(1_500)
  const reported = messageOf<Report>(listening)
  listening.send('report')
  return reported
}

/** What other works have done, an import of hundreds of thousands of rows among it, is not what is measured here. */
async function allTold(shop: Shop): Promise<void> {
  await withDatabase(shop, async (client) => {
    const waits = async () => (await client.query('SELECT FROM event WHERE position IS NULL LIMIT 1')).rows.length > 0
    while (await waits()) await sleep(200)
  })
}

function messageOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((done, fail) => {
    child.once('message', (message: T & { failed?: string }) =>
      message.failed === undefined ? done(message) : fail(new Error(message.failed)),
    )
    child.once('exit', () => fail(new Error('The subscribers ended.')))
  })
}
