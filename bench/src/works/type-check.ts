import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Work } from '../bench.ts'
import { medianOf } from '../load/load.ts'
import { repository } from '../shop.ts'

export const typeCheck: Work = {
  name: 'type-check',
  about: 'the types of the whole repository, nothing known from before',
  async run({ options }) {
    const times: number[] = []
    let passes = true
    for (let round = 0; round < options.rounds; round++) {
      const began = performance.now()
      passes = (await check()) && passes
      times.push((performance.now() - began) / 1000)
    }
    const took = medianOf(times)
    return [
      {
        what: 'type check, cold',
        ours: `median of ${times.map((time) => time.toFixed(1)).join(', ')} s`,
        against: '',
        figure: `${took.toFixed(1)} s`,
        budget: '≤ 10 s',
        pass: passes && took <= 10,
      },
    ]
  },
}

/** @returns whether the types hold. */
async function check(): Promise<boolean> {
  const tsc = spawn(process.execPath, [join(repository, 'scripts/type-check.mjs'), '--force'], {
    cwd: repository,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  return (await new Promise((done) => tsc.once('exit', done))) === 0
}
