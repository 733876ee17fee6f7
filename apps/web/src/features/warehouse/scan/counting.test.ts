import { describe, expect, it } from 'vitest'
import { type Count, currentOf, progressOf, scanItem, setCounted, shortLines } from './counting.ts'

const count = (lineId: number, sku: string, needed: string, more: Partial<Count> = {}): Count => ({
  lineId,
  place: { locationId: lineId * 10, code: `A-${lineId}`, name: '' },
  sku,
  itemName: sku,
  unit: 'each',
  needed,
  counted: '0',
  reason: '',
  ...more,
})

describe('a scanned item', () => {
  it('counts one piece at a time until all are there', () => {
    const once = scanItem([count(1, 'HNG-1', '2'), count(2, 'SCR-1', '1')], ' hng-1 ')
    expect(once.scanned).toEqual({ kind: 'counted', index: 0, left: '1' })
    const twice = scanItem(once.counts, 'HNG-1')
    expect(twice.scanned).toEqual({ kind: 'complete', index: 0, finished: false })
    expect(currentOf(twice.counts)).toBe(1)
    expect(scanItem(twice.counts, 'SCR-1').scanned).toEqual({ kind: 'complete', index: 1, finished: true })
  })
  it('is taken whole where it is weighed or measured', () => {
    const { counts, scanned } = scanItem([count(1, 'SEAL', '2.75', { unit: 'm' })], 'SEAL')
    expect(scanned).toEqual({ kind: 'complete', index: 0, finished: true })
    expect(counts[0]?.counted).toBe('2.75')
  })
  it('counts half a piece where half is left', () => {
    expect(scanItem([count(1, 'A', '1.5', { counted: '1' })], 'A').counts[0]?.counted).toBe('1.5')
  })
  it('may be another of the document than the current one', () => {
    expect(scanItem([count(1, 'A', '1'), count(2, 'B', '1')], 'B').scanned).toEqual({
      kind: 'complete',
      index: 1,
      finished: false,
    })
  })
  it('goes to the current place first when the same item lies at two', () => {
    const counts = [count(1, 'A', '1', { counted: '1' }), count(2, 'B', '1'), count(3, 'A', '2')]
    expect(scanItem(counts, 'A').scanned).toEqual({ kind: 'counted', index: 2, left: '1' })
  })
  it('is refused when it is one too many or not of this document, and changes nothing', () => {
    const counts = [count(1, 'A', '1', { counted: '1' })]
    expect(scanItem(counts, 'A')).toEqual({ counts, scanned: { kind: 'tooMany', index: 0 } })
    expect(scanItem(counts, 'B')).toEqual({ counts, scanned: { kind: 'notHere' } })
  })
})

describe('what is short', () => {
  it('is settled by its reason, and said for every place of the line', () => {
    const counts = [
      count(1, 'A', '2', { counted: '2' }),
      count(1, 'A', '3', { place: { locationId: 99, code: 'B', name: '' } }),
      count(2, 'B', '1', { counted: '1' }),
    ]
    const settled = setCounted(counts, 1, '1', 'Broken')
    expect(currentOf(settled)).toBe(-1)
    expect(shortLines(settled)).toEqual([
      { lineId: 1, picked: '2', reason: '', locationId: 10 },
      { lineId: 1, picked: '1', reason: 'Broken', locationId: 99 },
    ])
  })
  it('is nothing when all was taken', () => {
    const counts = setCounted([count(1, 'A', '3')], 0, '3', 'never mind')
    expect(counts[0]?.reason).toBe('')
    expect(shortLines(counts)).toEqual([])
    expect(progressOf(counts)).toEqual({ settled: 1, of: 1 })
  })
})
