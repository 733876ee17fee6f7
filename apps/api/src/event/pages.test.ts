import { describe, expect, it } from 'vitest'
import { Pages, pageSize } from './pages.ts'

/** A table of events to read from, which counts how often that is done. */
function table(positions: number[]) {
  const asked: number[] = []
  const pages = new Pages(async (behind, limit) => {
    asked.push(behind)
    return positions
      .filter((position) => position > behind)
      .slice(0, limit)
      .map((position) => ({ position }))
  })
  const all = async (from: number) => {
    const seen: number[] = []
    for (let last = from; ; ) {
      const events = await pages.behind(last)
      if (events.length === 0) return seen
      seen.push(...events.map(({ position }) => position))
      last = seen.at(-1) ?? last
    }
  }
  return { asked, pages, all }
}
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

describe('pages of events', () => {
  it('are read once by all who come by, wherever they begin', async () => {
    const { asked, all } = table(upTo(3 * pageSize))
    const starts = Array.from({ length: 100 }, (_, i) => i * 7)
    const heard = await Promise.all(starts.map(all))
    for (const [i, start] of starts.entries()) expect(heard[i]).toEqual(upTo(3 * pageSize).slice(start))
    expect(asked.filter((start) => start < 3 * pageSize).sort((a, b) => a - b)).toEqual([0, pageSize, 2 * pageSize])
  })

  it('that are not full are read again, since more may come', async () => {
    const positions = upTo(10)
    const { pages } = table(positions)
    expect(await pages.behind(4)).toHaveLength(6)
    positions.push(11)
    expect(await pages.behind(4)).toHaveLength(7)
    expect(await pages.behind(11)).toEqual([])
  })

  it('give what comes next where events have been deleted', async () => {
    const { all } = table(upTo(4 * pageSize).slice(1_230))
    expect(await all(0)).toEqual(upTo(4 * pageSize).slice(1_230))
    expect(await all(700)).toHaveLength(4 * pageSize - 1_230)
  })

  it('that failed are asked for anew, and not too many are kept', async () => {
    let fails = true
    let asked = 0
    const pages = new Pages(async (behind) => {
      asked++
      if (fails) throw new Error('lost')
      return upTo(pageSize).map((n) => ({ position: behind + n }))
    })
    await expect(pages.behind(3)).rejects.toThrow('lost')
    fails = false
    expect(await pages.behind(3)).toHaveLength(pageSize - 3)
    for (let page = 1; page <= 16; page++) await pages.behind(page * pageSize)
    expect(asked).toBe(18)
    await pages.behind(16 * pageSize)
    expect(asked).toBe(18)
    await pages.behind(0)
    expect(asked).toBe(19)
  })
})
