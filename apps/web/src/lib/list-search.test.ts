import type { FrameListInput } from '@framewright/contracts/frame/frame.schema'
import { describe, expect, it } from 'vitest'
import { listSearch } from './list-search.ts'
import { anyOf, day, flag, id, oneOf, readId, sortBy, text, whole } from './search-checks.ts'

const read = listSearch<FrameListInput>({
  search: text,
  sort: sortBy('name', 'sku', 'material', 'widthMm', 'heightMm', 'unitPrice', 'available', 'id'),
  material: text,
  active: flag,
  stock: oneOf('IN', 'OUT'),
  minWidthMm: whole,
  maxWidthMm: whole,
  minHeightMm: whole,
  maxHeightMm: whole,
})

describe('the state of a list in its link', () => {
  it('keeps what is valid', () => {
    const search = { search: 'oak', sort: '-widthMm', stock: 'IN', minWidthMm: 600, active: false }
    expect(read(search)).toEqual(search)
  })

  it('drops what is not, and what it does not know', () => {
    expect(read({ sort: 'colour', stock: 'SOME', minWidthMm: 'wide', cursor: 'x', evil: 1 })).toEqual({})
  })

  it('a number typed into the search stays text', () => {
    expect(read({ search: 1230 })).toEqual({ search: '1230' })
  })
})

it('checks lists of words, days and identifiers', () => {
  expect(anyOf('A', 'B')(['B', 'X'])).toEqual(['B'])
  expect(anyOf('A')([])).toBeUndefined()
  expect(day('2026-02-03')).toBe('2026-02-03')
  expect(day('2026-13-40')).toBeUndefined()
  expect(id(0)).toBeUndefined()
  expect(readId('12')).toBe(12)
  expect(readId('012')).toBeUndefined()
  expect(readId('1e3')).toBeUndefined()
})
