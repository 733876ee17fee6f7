import { expect, test } from 'vitest'
import { cellKey, errorsByCell } from '~/components/line-grid/grid-line.ts'
import { checkLines, emptyLine, lineSpec, linesInput, orderTotal, sentLines, totalOf } from './line-draft.ts'

const line = (over: object) => ({ ...emptyLine(), ...over })

test('a total stands as soon as quantity and price are numbers, rounded half up', () => {
  expect(totalOf(line({ quantity: '3', unitPrice: '' }))).toBeNull()
  expect(totalOf(line({ quantity: '3', unitPrice: '0.335' }))).toBe('1.01')
  expect(orderTotal([line({ quantity: '3', unitPrice: '0.335' }), line({ quantity: 'x' }), emptyLine()])).toBe('1.01')
})

test('blank lines are neither checked nor sent', () => {
  const lines = [emptyLine(), line({ itemName: ' Freight ', quantity: '1', unitPrice: '12,5' })]
  expect(checkLines(lines)).toEqual({})
  expect(linesInput(lines)).toEqual([{ itemName: 'Freight', quantity: '1', unitPrice: '12.5' }])
})

test('what is missing is said at its cell', () => {
  const half = line({ itemId: 4, quantity: '0' })
  expect(checkLines([half])).toEqual({
    [cellKey(half, 'quantity')]: 'Must be above zero',
    [cellKey(half, 'unitPrice')]: 'At what price?',
  })
})

test('the server’s error finds its cell although blank lines were not sent', () => {
  const lines = [emptyLine(), line({ itemId: 1, quantity: '1', unitPrice: '1' }), line({ itemId: 2 })]
  const fields = { 'lines.1.itemId': 'There is no item 2', supplierId: 'Unknown' }
  const { cells, rest } = errorsByCell(sentLines(lines), fields, lineSpec.columns)
  expect(cells).toEqual({ [`${lines[2]?.key}:item`]: 'There is no item 2' })
  expect(rest).toEqual({ supplierId: 'Unknown' })
})
