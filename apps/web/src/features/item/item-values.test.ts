import type { Item } from '@framewright/contracts/item/item.schema'
import { expect, test } from 'vitest'
import { updateInput, valuesOf } from './item-values.ts'

const item: Item = {
  id: 5,
  sku: 'H-1',
  name: 'Hinge',
  kind: 'HARDWARE',
  unit: 'each',
  unitPrice: '2.50',
  cost: '1.00',
  taxRate: '20',
  category: { id: 3, path: 'Hardware' },
  reorderPoint: '10',
  reorderQuantity: null,
  leadDays: 0,
  active: true,
  stock: { onHand: '0', reserved: '0', available: '0' },
  incoming: '0',
  version: 2,
  allowedActions: [],
}

test('only what was changed is sent', () => {
  expect(updateInput(item, 2, valuesOf(item))).toEqual({ id: 5, version: 2 })
  expect(updateInput(item, 2, { ...valuesOf(item), name: 'Hinge, left' })).toEqual({
    id: 5,
    version: 2,
    name: 'Hinge, left',
  })
})

test('an emptied field is taken away, an emptied price is zero', () => {
  expect(updateInput(item, 2, { ...valuesOf(item), reorderPoint: '', categoryId: null, unitPrice: '' })).toEqual({
    id: 5,
    version: 2,
    reorderPoint: null,
    categoryId: null,
    unitPrice: '0',
  })
})
