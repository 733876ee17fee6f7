import type { ExplodedItem, ExplodedLine } from '@framewright/contracts/bom/bom.explosion.schema'
import { describe, expect, it } from 'vitest'
import { moveOf, openFirst, treeOf, visibleRows } from './tree-rows.ts'

// 0 a, with 1 b, with 2 c; and 3 d beside it.
const parents = [null, 0, 1, null]
const lines = parents.map((parent, at) => ({ parent, itemId: at, level: 1 })) as ExplodedLine[]
const items = parents.map((_, at) => ({ itemId: at })) as ExplodedItem[]
const { rows, tops } = treeOf({ lines, items })
const places = (open: number[]) => visibleRows(rows, new Set(open)).map(({ at }) => at)

describe('a tree', () => {
  it('knows its tops and each row’s parts', () => {
    expect(tops).toEqual([0, 3])
    expect(rows.map(({ parts }) => parts)).toEqual([[1], [2], [], []])
    expect([...openFirst(rows)]).toEqual([0, 1])
  })

  it('shows what stands in open rows all the way up', () => {
    expect(places([])).toEqual([0, 3])
    expect(places([0])).toEqual([0, 1, 3])
    expect(places([1])).toEqual([0, 3])
    expect(places([0, 1])).toEqual([0, 1, 2, 3])
  })

  it('is walked with the arrows', () => {
    const open = new Set([0])
    const visible = visibleRows(rows, open)
    const move = (key: string, from: number) => moveOf(key, from, visible, open)
    expect(move('ArrowDown', 0)).toEqual({ go: 1 })
    expect(move('ArrowUp', 0)).toBeUndefined()
    expect(move('ArrowRight', 0)).toEqual({ go: 1 })
    expect(move('ArrowRight', 1)).toEqual({ toggle: 1 })
    expect(move('ArrowRight', 3)).toBeUndefined()
    expect(move('ArrowLeft', 1)).toEqual({ go: 0 })
    expect(move('ArrowLeft', 0)).toEqual({ toggle: 0 })
    expect(move('End', 0)).toEqual({ go: 3 })
    expect(move('Home', 3)).toEqual({ go: 0 })
    expect(move('x', 0)).toBeUndefined()
  })
})
