import type { PurchaseOrderLine } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { expect, test } from 'vitest'
import { allOutstanding, countError, countedLines } from './part-draft.ts'

const line = (id: number, outstanding: string): PurchaseOrderLine => ({
  id,
  lineNo: id,
  itemId: null,
  sku: null,
  itemName: 'Hinge',
  unit: null,
  quantity: '10',
  unitPrice: '1.00',
  totalPrice: '10.00',
  received: '0',
  outstanding,
})

test('what is outstanding is proposed, what is done is left out', () => {
  expect(allOutstanding([line(1, '4'), line(2, '0'), line(3, '0.7')])).toEqual({ 1: '4', 3: '0.7' })
})

test('more than is outstanding is refused with how much more', () => {
  expect(countError(line(1, '4'), '4')).toBeUndefined()
  expect(countError(line(1, '4'), '')).toBeUndefined()
  expect(countError(line(1, '4'), '4.5')).toBe('0.5 more than the 4 outstanding')
  expect(countError(line(1, '4'), 'four')).toBe('Not a number')
})

test('lines of which nothing came are not sent', () => {
  const lines = [line(1, '4'), line(2, '4'), line(3, '4')]
  expect(countedLines(lines, { 1: '2,5', 2: '0', 3: '' })).toEqual([{ lineId: 1, quantity: '2.5' }])
})
