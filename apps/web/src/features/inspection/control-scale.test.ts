import { describe, expect, it } from 'vitest'
import { scaleOf, spread } from './control-scale.ts'

describe('an axis', () => {
  it('has round numbers around all there is, with as many places as tell them apart', () => {
    expect(scaleOf([1498, 1502])).toEqual({ least: 1497, most: 1503, ticks: expect.any(Array), places: 0 })
    expect(scaleOf([3.5, 4.5]).ticks).toEqual([3.4, 3.6, 3.8, 4, 4.2, 4.4, 4.6])
    expect(scaleOf([0.001, 0.0014]).places).toBe(4)
  })

  it('of values that do not vary has them in its middle', () => {
    const { least, most } = scaleOf([4, 4, 4])
    expect(least).toBeLessThan(4)
    expect(most).toBeGreaterThan(4)
    expect(scaleOf([0]).ticks.length).toBeGreaterThan(1)
  })
})

describe('labels', () => {
  const at = (...ys: number[]) => ys.map((y) => ({ id: String(y), text: String(y), y }))

  it('stay where they are with room between them, and are moved apart without', () => {
    expect(spread(at(10, 60), 14, 200).map((label) => label.y)).toEqual([10, 60])
    expect(spread(at(52, 50, 51), 14, 200).map((label) => [label.id, label.y])).toEqual([
      ['50', 50],
      ['51', 64],
      ['52', 78],
    ])
  })

  it('stay above the end', () => {
    expect(spread(at(190, 195, 199), 14, 200).map((label) => label.y)).toEqual([172, 186, 200])
  })
})
