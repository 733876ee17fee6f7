import { describe, expect, it } from 'vitest'
import { pull } from './edge-scroll.ts'

describe('what is carried to the edge of the board', () => {
  it('makes it scroll faster the nearer it is, and not at all well inside', () => {
    expect([pull(100, 100, 500), pull(124, 100, 500), pull(148, 100, 500)]).toEqual([-14, -7, 0])
    expect(pull(300, 100, 500)).toBe(0)
    expect([pull(452, 100, 500), pull(476, 100, 500), pull(500, 100, 500)]).toEqual([0, 7, 14])
    expect([pull(20, 100, 500), pull(900, 100, 500)]).toEqual([-14, 14])
  })
})
