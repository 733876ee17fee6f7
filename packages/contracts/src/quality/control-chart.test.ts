import { describe, expect, it } from 'vitest'
import { controlChart } from './control-chart.ts'

const to4 = (value: number | undefined) => Number(value?.toFixed(4))

describe('a control chart', () => {
  it('has its limits three sigma from the centre, by the moving range', () => {
    // Ranges 2.0, 2.3, 1.4, 3.5, 3.4, 1.4, 0.2, 1.2, 1.5: 16.9 / 9 = 1.8778; 3 × 1.8778 / 1.128 = 4.9941.
    const chart = controlChart([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
    expect(to4(chart?.centre)).toBe(50.81)
    expect(to4(chart?.movingRange)).toBe(1.8778)
    expect(to4(chart?.upperLimit)).toBe(55.8041)
    expect(to4(chart?.lowerLimit)).toBe(45.8159)
    expect(chart?.broken.flat()).toEqual([])
  })

  it('marks the point beyond three sigma, and no other', () => {
    const chart = controlChart([10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 20])
    expect(chart?.broken.at(-1)).toContain(1)
    expect(chart?.broken.slice(0, -1).flat()).not.toContain(1)
  })

  it('marks two of three beyond two sigma', () => {
    // Centre 0.7333, sigma 1.0099: 2.8 lies 2.05 sigma above it, twice of three.
    const chart = controlChart([...Array.from({ length: 20 }, (_, index) => index % 2), 2.8, 1, 2.8, 1])
    expect(chart?.broken.slice(20)).toEqual([[], [], [2], []])
  })

  it('marks eight in a row on one side, at the eighth', () => {
    const chart = controlChart([1, 2, 1, 2, 1, 2, 1, 2, 5, 6, 5, 6, 5, 6, 5, 6])
    expect(chart?.broken[14]).not.toContain(4)
    expect(chart?.broken[15]).toContain(4)
    expect(chart?.broken[7]).toContain(4)
  })

  it('marks four of five beyond one sigma', () => {
    const chart = controlChart([1, 2, 1, 2, 1, 2, 1, 2, 5, 6, 5, 6, 5, 6, 5, 6])
    expect(chart?.broken[11]).toContain(3)
  })

  it('of what never varies is in control, and of one value there is none', () => {
    expect(controlChart([7, 7, 7, 7, 7, 7, 7, 7, 7])?.broken.flat()).toEqual([])
    expect(controlChart([7])).toBeUndefined()
  })
})
