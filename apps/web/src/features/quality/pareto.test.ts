import { describe, expect, it } from 'vitest'
import { paretoBars } from './pareto.ts'

const defect = (name: string, count: number, cumulativePercent: string, others = false) => ({
  ...{ defect: name, count, cumulativePercent, others, quantity: '1', cost: '0.00' },
})

describe('a Pareto chart', () => {
  it('marks those that together make up four fifths, the one that reaches them included', () => {
    const bars = paretoBars([defect('Scratch', 6, '60'), defect('Bubble', 3, '90'), defect('Crack', 1, '100')])
    expect(bars.map(({ defect: name, part, vital }) => [name, part, vital])).toEqual([
      ['Scratch', 60, true],
      ['Bubble', 30, true],
      ['Crack', 10, false],
    ])
  })

  it('marks the first alone where it reaches them by itself, and never what is put together', () => {
    expect(paretoBars([defect('Scratch', 4, '80'), defect('Crack', 1, '100')]).map((bar) => bar.vital)).toEqual([
      true,
      false,
    ])
    expect(paretoBars([defect('Others', 3, '100', true)])[0]?.vital).toBe(false)
    expect(paretoBars([])).toEqual([])
  })
})
