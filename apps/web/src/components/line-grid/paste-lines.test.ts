import { expect, test } from 'vitest'
import { lineSpec } from '~/features/purchase-order/line-draft.ts'
import { isTable, linesOfTable, parseTsv } from './paste-lines.ts'

const brief = (text: string) =>
  linesOfTable(parseTsv(text), lineSpec).map(({ line, lookups }) => [
    lookups,
    line.itemName,
    line.quantity,
    line.unitPrice,
  ])

test('a spreadsheet’s clipboard is cut into cells, quotes and blank rows understood', () => {
  expect(parseTsv('a\tb\r\n"two\nlines"\t"say ""hi"""\r\n\t\r\n')).toEqual([
    ['a', 'b'],
    ['two\nlines', 'say "hi"'],
  ])
})

test('one word is not a table, cells or rows are', () => {
  expect(isTable('Hinge')).toBe(false)
  expect(isTable('Hinge\n')).toBe(false)
  expect(isTable('Hinge\t4')).toBe(true)
  expect(isTable('Hinge\nHandle')).toBe(true)
})

test('without a head row, text names the item and numbers are quantity and price', () => {
  expect(brief('H-100\tHinge, brass\t12\t4.50\t54.00\n10023\t3\t1,5')).toEqual([
    [['H-100', 'Hinge, brass'], 'Hinge, brass', '12', '4.50'],
    [['10023'], '10023', '3', '1.5'],
  ])
})

test('a head row says what is where, in any order', () => {
  expect(brief('Qty\tUnit price\tName\tSKU\n2\t9.90\tHandle\tHD-1')).toEqual([
    [['HD-1', 'Handle'], 'Handle', '2', '9.90'],
  ])
})

test('a list of names alone gives lines still to be filled', () => {
  expect(brief('Hinge\nHandle')).toEqual([
    [['Hinge'], 'Hinge', '', ''],
    [['Handle'], 'Handle', '', ''],
  ])
})
