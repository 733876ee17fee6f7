import { spawn } from 'node:child_process'
import { utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Work } from '../bench.ts'
import { medianOf } from '../load/load.ts'
import { end, freePort, ready, repository } from '../shop.ts'

const edited = join(repository, 'packages/contracts/src/item/item.schema.ts')

export const restart: Work = {
  name: 'restart',
  about: 'saving a contract, until the developer’s API answers anew',
  async run(bench) {
    const shop = await bench.shop()
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const server = spawn(process.execPath, ['scripts/dev-server.mjs'], {
      cwd: repository,
      env: { NODE_ENV: 'development', PORT: String(port), DATABASE_URL: shop.database, FRAMEWRIGHT_LOG_LEVEL: 'warn' },
      stdio: ['ignore', 'ignore', 'ignore'],
    })
    try {
      await ready(url, server)
      const took: number[] = []
      for (let round = 0; round < Math.min(5, bench.options.rounds); round++) {
        await sleep(500)
        const before = await startOf(url)
        const began = performance.now()
        await utimes(edited, new Date(), new Date())
        for (let now = before; now === before || now === undefined; ) {
          await sleep(20)
          now = await startOf(url)
          if (performance.now() - began > 30_000) throw new Error('The server did not come back.')
        }
        took.push(performance.now() - began)
      }
      const median = medianOf(took) / 1000
      return [
        {
          what: 'contract saved → API restarted',
          ours: `${median.toFixed(2)} s`,
          against: '',
          figure: `${median.toFixed(2)} s`,
          budget: '≤ 1.5 s',
          pass: median <= 1.5,
        },
      ]
    } finally {
      await end(server)
    }
  },
}

/** When the process behind an address began, once it is ready. */
async function startOf(url: string): Promise<string | undefined> {
  try {
    if (!(await fetch(`${url}/readyz`)).ok) return undefined
    const figures = await (await fetch(`${url}/metrics`)).text()
    return /^process_start_time_seconds\S* (\S+)/m.exec(figures)?.[1]
  } catch {
    return undefined
  }
}
