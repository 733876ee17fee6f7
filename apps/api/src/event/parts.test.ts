import { describe, expect, it } from 'vitest'
import { heardOf, partFrom } from './parts.ts'
import { Recent } from './recent.ts'
import type { PositionedEvent } from './stored.ts'

const events = Array.from(
  { length: 150 },
  (_, i) => ({ id: i + 1, position: i + 1, entity: i % 2 ? 'item' : 'frame' }) as unknown as PositionedEvent,
)
const positions = (list: readonly { position: number | null }[]) => list.map(({ position }) => position)

describe('what is handed on together', () => {
  it('is the same list for all who are as far, a few at a time and none twice', () => {
    const first = partFrom(events, 1)
    expect(partFrom(events, 1)).toBe(first)
    const second = partFrom(events, 1 + first.length)
    const third = partFrom(events, 1 + first.length + second.length)
    expect(positions([...first, ...second, ...third])).toEqual(positions(events.slice(1)))
    expect(first.length).toBeLessThan(100)
  })

  it('is the same list also for all who hear everything of it, and one of their own for who does not', () => {
    const part = partFrom(events, 0)
    const all = heardOf(part, () => true)
    expect(heardOf(part, () => true)).toBe(all)
    const items = heardOf(part, ({ entity }) => entity === 'item')
    expect(positions(items)).toEqual(positions(part.filter(({ entity }) => entity === 'item')))
    expect(items[0]).toBe(all[1])
  })

  it('is what there is now, once something has been added', () => {
    const recent = new Recent<PositionedEvent>(1_000)
    recent.add(events.slice(0, 10))
    const before = recent.behind(4)
    expect(recent.behind(4)).toBe(before)
    recent.add(events.slice(10, 20))
    expect(positions(before ?? [])).toEqual([5, 6, 7, 8, 9, 10])
    expect(positions(recent.behind(4) ?? [])).toHaveLength(16)
  })
})
