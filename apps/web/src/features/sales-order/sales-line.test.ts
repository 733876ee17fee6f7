import type { Item } from '@framewright/contracts/item/item.schema'
import { expect, test } from 'vitest'
import { cellKey } from '~/components/line-grid/grid-line.ts'
import { linesOfTable, parseTsv } from '~/components/line-grid/paste-lines.ts'
import { checkLines, emptyLine, lineSpec, linesInput, totalsOf, totalsOfOrder } from './sales-line.ts'

const line = (over: object) => ({ ...emptyLine(), ...over })
const item: Item = {
  id: 7,
  sku: 'H-1',
  name: 'Hinge',
  kind: 'HARDWARE',
  unit: 'each',
  unitPrice: '4.50',
  cost: '2.00',
  taxRate: '20.0',
  category: null,
  reorderPoint: null,
  reorderQuantity: null,
  leadDays: 0,
  active: true,
  stock: { onHand: '9', reserved: '1', available: '8' },
  incoming: '0',
  version: 1,
  allowedActions: [],
}

test('the totals are those of the contract: discount and tax by line, each rounded', () => {
  const first = line({ itemId: 1, quantity: '2', unitPrice: '10', taxRate: '10' })
  const second = line({ itemId: 2, quantity: '3', unitPrice: '10', taxRate: '10 %' })
  expect(totalsOfOrder([first, second, emptyLine()])).toEqual({ subtotal: '50.00', taxTotal: '5.00', total: '55.00' })
  const reduced = line({ quantity: '3', unitPrice: '0.335', discountPercent: '50', taxRate: '' })
  expect(totalsOf(reduced)).toEqual({ subtotal: '0.50', taxTotal: '0.00', total: '0.50' })
  expect(totalsOf(line({ quantity: '3', unitPrice: '1', taxRate: 'x' }))).toBeNull()
})

test('an item brings its price and tax rate, but takes nothing away that was typed', () => {
  expect(lineSpec.withItem(emptyLine(), item)).toMatchObject({
    itemId: 7,
    quantity: '1',
    unitPrice: '4.50',
    taxRate: '20',
    available: '8',
  })
  const typed = line({ quantity: '12', unitPrice: '3.99', taxRate: '0' })
  expect(lineSpec.withItem(typed, item)).toMatchObject({ quantity: '12', unitPrice: '3.99', taxRate: '0' })
  expect(lineSpec.withItem(emptyLine(), { ...item, kind: 'SERVICE' }).available).toBeNull()
})

test('what is missing is said at its cell; text that names no item cannot be sold', () => {
  const wrong = line({ itemName: 'Hinge', quantity: '0', unitPrice: '', discountPercent: '101', taxRate: '-1' })
  expect(checkLines([wrong, emptyLine()])).toEqual({
    [cellKey(wrong, 'item')]: 'Not in the catalogue: choose one from the list',
    [cellKey(wrong, 'quantity')]: 'Must be above zero',
    [cellKey(wrong, 'unitPrice')]: 'At what price?',
    [cellKey(wrong, 'discountPercent')]: 'At most 100',
    [cellKey(wrong, 'taxRate')]: 'Cannot be negative',
  })
})

test('lines are sent as plain decimals, without those nobody typed in', () => {
  const typed = line({ itemId: 7, quantity: '1 250', unitPrice: '12,5', discountPercent: '5%' })
  expect(linesInput([emptyLine(), typed])).toEqual([
    { itemId: 7, quantity: '1250', unitPrice: '12.5', discountPercent: '5', taxRate: '0' },
  ])
})

test('a spreadsheet’s head row places discount and tax too', () => {
  const pasted = linesOfTable(parseTsv('SKU\tQty\tDiscount %\tVAT\nH-1\t4\t10%\t20'), lineSpec)
  expect(pasted.map(({ line: one, lookups }) => [lookups, one.quantity, one.discountPercent, one.taxRate])).toEqual([
    [['H-1'], '4', '10%', '20'],
  ])
  // Without one, a third number is the line's total.
  const [plain] = linesOfTable(parseTsv('H-1\t4\t2.50\t10.00'), lineSpec)
  expect(plain?.line).toMatchObject({ quantity: '4', unitPrice: '2.50', discountPercent: '', taxRate: '' })
})
