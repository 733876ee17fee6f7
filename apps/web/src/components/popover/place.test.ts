import { describe, expect, it } from 'vitest'
import { cornerOf } from './place.ts'

const view = { width: 1000, height: 800 }
const size = { width: 200, height: 100 }
const at = (left: number, top: number) => ({ left, right: left + 80, top, bottom: top + 30 })

describe('a panel at a button', () => {
  it('stands below it, their left or right edges together', () => {
    expect(cornerOf(size, at(400, 100), 'bottom-start', view)).toEqual({ left: 400, top: 136 })
    expect(cornerOf(size, at(400, 100), 'bottom-end', view)).toEqual({ left: 280, top: 136 })
  })

  it('stands above where it is asked to, and where only that side has room', () => {
    expect(cornerOf(size, at(400, 400), 'top-start', view)).toEqual({ left: 400, top: 294 })
    expect(cornerOf(size, at(400, 750), 'bottom-start', view)).toEqual({ left: 400, top: 644 })
    expect(cornerOf(size, at(400, 20), 'top-start', view)).toEqual({ left: 400, top: 56 })
  })

  it('stays in the window', () => {
    expect(cornerOf(size, at(950, 100), 'bottom-start', view).left).toBe(792)
    expect(cornerOf(size, at(-50, 100), 'bottom-end', view).left).toBe(8)
    expect(cornerOf({ width: 200, height: 900 }, at(400, 400), 'bottom-start', view).top).toBe(8)
  })
})
