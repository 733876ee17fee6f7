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
        const began = performance.now()
        await utimes(edited, new Date(), new Date())
        for (let gone = false, back = false; !back; ) {
          await sleep(20)
          const answers = await isReady(url)
          back = gone && answers
          gone ||= !answers
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

/** Not by when the process began: the next one is there before the change. */
async function isReady(url: string): Promise<boolean> {
  return await fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}
