import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

/** kB of compressed script. */
const budget = 200

interface Screen {
  route: string
  bytes: number
}

const script = fileURLToPath(new URL('../apps/web/scripts/first-screens.ts', import.meta.url))
const screens: Screen[] = JSON.parse(execFileSync(process.execPath, [script, '--json'], { encoding: 'utf8' }))

describe('the script of a page opened cold', () => {
  it('is known of every page', () => {
    expect(screens.length).toBeGreaterThan(50)
  })

  it.each(screens)(`of $route is at most ${budget} kB`, ({ bytes }) => {
    expect(bytes / 1000).toBeLessThanOrEqual(budget)
  })
})
