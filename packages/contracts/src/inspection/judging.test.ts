import { describe, expect, it } from 'vitest'
import type { Characteristic } from '../inspection-plan/inspection-plan.schema.ts'
import { judge, judgeValue, sampleSizeOf, sayFinding } from './judging.ts'

const width: Characteristic = {
  ...{ lineNo: 1, name: 'Width', kind: 'NUMERIC', unit: 'mm', nominal: '900', lower: '898.5', upper: '901.5' },
  instructions: '',
}
const surface: Characteristic = {
  ...{ lineNo: 2, name: 'Surface', kind: 'PASS_FAIL', unit: '', nominal: null, lower: null, upper: null },
  instructions: '',
}

describe('a number', () => {
  it.each([
    ['898.5', 'good'],
    ['901.5', 'good'],
    ['898.499999', 'tooLow'],
    ['901.500001', 'tooHigh'],
    ['-1', 'tooLow'],
  ])('%s against 898.5 to 901.5 is %s', (value, verdict) => {
    expect(judgeValue(value, width)).toBe(verdict)
  })

  it('without limits is only written down', () => {
    expect(judgeValue('12', { lower: null, upper: null })).toBe('good')
    expect(judgeValue('12', { lower: '13', upper: null })).toBe('tooLow')
    expect(judgeValue('12', { lower: null, upper: '11' })).toBe('tooHigh')
  })
})

describe('the readings of a sample', () => {
  it('are complete with one of each piece, and a yes or no may be of all', () => {
    const readings = [
      { lineNo: 1, sample: 1, value: '900' },
      { lineNo: 1, sample: 2, value: '901' },
      { lineNo: 2, sample: 0, passed: true },
    ]
    expect(judge([width, surface], 2, readings)).toEqual({ complete: true, failing: [], missing: [] })
    expect(judge([width, surface], 3, readings)).toEqual({
      complete: false,
      failing: [],
      missing: [{ lineNo: 1, name: 'Width', pieces: 1 }],
    })
  })

  it('name what is not good, in the order of the plan and of the pieces', () => {
    const { failing, complete } = judge([width, surface], 2, [
      { lineNo: 2, sample: 2, passed: false },
      { lineNo: 1, sample: 2, value: '902' },
      { lineNo: 1, sample: 1, value: '890' },
    ])
    expect(complete).toBe(false)
    expect(failing.map((one) => [one.name, one.sample, one.verdict])).toEqual([
      ['Width', 1, 'tooLow'],
      ['Width', 2, 'tooHigh'],
      ['Surface', 2, 'bad'],
    ])
    expect(failing.map((one) => sayFinding(one.lineNo === 1 ? width : surface, one))).toEqual([
      'Width (piece 1): 890 mm, below 898.5',
      'Width (piece 2): 902 mm, above 901.5',
      'Surface (piece 2): not as it should be',
    ])
  })
})

describe('a sample', () => {
  it.each([
    ['10', 'ALL', null, 10],
    ['2.5', 'ALL', null, 3],
    ['10', 'FIXED', '3', 3],
    ['2', 'FIXED', '3', 2],
    ['10', 'PERCENT', '25', 3],
    ['10', 'PERCENT', '0.5', 1],
    ['100', 'PERCENT', '10', 10],
    ['0.3', 'ALL', null, 1],
    ['5000', 'ALL', null, 1000],
  ] as const)('of %s, %s %s, has %s pieces', (quantity, rule, value, size) => {
    expect(sampleSizeOf(quantity, rule, value)).toBe(size)
  })
})
