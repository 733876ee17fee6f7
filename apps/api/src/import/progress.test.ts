import { describe, expect, it } from 'vitest'
import { createProgress } from './progress.ts'

function onScreen(isTTY: boolean) {
  let written = ''
  let now = 0
  const screen = { isTTY, write: (text: string) => (written += text) }
  const progress = createProgress(screen, () => now)
  progress.phase('Reading a.csv')
  for (const [at, rows] of [
    [100, 10],
    [1_000, 5_000],
    [6_000, 30_000],
  ] as const) {
    now = at
    progress.at(rows, rows / 60_000)
  }
  progress.end()
  return written
}

describe('progress', () => {
  it('writes over one line on a terminal, and leaves it empty', () => {
    expect(onScreen(true)).toBe(
      '\r\x1b[KReading a.csv…\r\x1b[KReading a.csv… 5,000 rows, 5,000/s, 8 %' +
        '\r\x1b[KReading a.csv… 30,000 rows, 5,000/s, 50 %\r\x1b[K',
    )
  })

  it('writes a line every few seconds elsewhere', () => {
    expect(onScreen(false)).toBe('Reading a.csv…\nReading a.csv… 30,000 rows, 5,000/s, 50 %\n')
  })
})
