import { expect, test } from 'vitest'
import { placed, withBelow } from './tree.ts'

const rows = [
  { id: 3, parentId: 1 },
  { id: 1, parentId: null },
  { id: 4, parentId: 3 },
  { id: 2, parentId: null },
  { id: 5, parentId: 99 },
]

test('each row is followed by what lies below it', () => {
  expect(placed(rows).map(({ row, depth }) => [row.id, depth])).toEqual([
    [1, 0],
    [3, 1],
    [4, 2],
    [2, 0],
    [5, 0],
  ])
})

test('a row cannot be moved to itself or to anything below it', () => {
  expect([...withBelow(rows, 1)].sort()).toEqual([1, 3, 4])
  expect([...withBelow(rows, 2)]).toEqual([2])
})
