import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Work } from '../bench.ts'
import { repository } from '../shop.ts'

export const typeCheck: Work = {
  name: 'type-check',
  about: 'the types of the whole repository, nothing known from before',
  async run() {
    const began = performance.now()
    const tsc = spawn(process.execPath, [join(repository, 'scripts/type-check.mjs'), '--force'], {
      cwd: repository,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    const code = await new Promise((done) => tsc.once('exit', done))
    const took = (performance.now() - began) / 1000
    return [
      {
        what: 'type check, cold',
        ours: `${took.toFixed(1)} s`,
        against: '',
        figure: `${took.toFixed(1)} s`,
        budget: '≤ 10 s',
        pass: code === 0 && took <= 10,
      },
    ]
  },
}
