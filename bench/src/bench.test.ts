import { describe, expect, it } from 'vitest'
import { readOptions } from './options.ts'
import { run } from './run.ts'
import { toTable } from './table.ts'

// That the pieces work, not how fast they are: a small shop, a moment each.
const tiny = ['--items', '200', '--orders', '200', '--rounds', '1', '--seconds', '0.1']

describe('the bench', () => {
  it('measures works against the floor, which gives the same answers', { timeout: 120_000 }, async () => {
    const options = readOptions(['order-by-id', 'create-order', 'confirm', ...tiny])
    if (options === undefined) throw new Error('There are options.')
    const { findings, machine } = await run(options, () => {})
    expect(findings.map(({ figure }) => figure)).toEqual([1, 2, 3].map(() => expect.stringMatching(/^\d+ %$/)))
    expect(toTable(findings).split('\n')[2]).toMatch(/^\| an order by id +\| \d+\/s/)
    expect(String(machine)).toMatch(
      /^Machine: \d+ processors .* took \d+ to \d+ ms, 256 MiB of fresh memory \d+ to \d+ ms\.$/,
    )
  })

  it('says what it does not know', () => {
    expect(() => readOptions(['nothing-such'])).toThrow('There is no work called "nothing-such"')
    expect(() => readOptions(['--orders', 'many'])).toThrow('--orders is a number')
    expect(readOptions(['--help'])).toBeUndefined()
  })
})
