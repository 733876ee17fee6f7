import { expect, test } from 'vitest'
import { orderOf, type Proposal, wanted } from './proposal-draft.ts'

const proposal = (itemId: number, supplier: Proposal['supplier']): Proposal => ({
  itemId,
  sku: `S-${itemId}`,
  name: 'Hinge',
  unit: 'each',
  available: '1',
  incoming: '0',
  reorderPoint: '5',
  quantity: '10',
  supplier,
  unitPrice: '2.50',
  made: false,
})
const north = { id: 7, name: 'North' }
const south = { id: 8, name: 'South' }

test('what has a supplier is ordered as proposed, one order a supplier', () => {
  const order = orderOf(wanted([proposal(1, north), proposal(2, north), proposal(3, south)], {}))
  expect(order).toMatchObject({ selected: 3, complete: true, suppliers: 2, total: '75.00' })
})

test('what has none waits until one is chosen', () => {
  const proposals = [proposal(1, null)]
  expect(orderOf(wanted(proposals, {})).selected).toBe(0)
  expect(orderOf(wanted(proposals, { 1: { selected: true } }))).toMatchObject({
    selected: 1,
    complete: false,
    lines: [],
  })
  expect(orderOf(wanted(proposals, { 1: { selected: true, supplier: south } })).lines).toEqual([
    { itemId: 1, supplierId: 8, quantity: '10', unitPrice: '2.50' },
  ])
})

test('a quantity that is none keeps the order back', () => {
  expect(wanted([proposal(1, north)], { 1: { quantity: '0' } })[0]?.missing).toBe('How much?')
  expect(orderOf(wanted([proposal(1, north)], { 1: { quantity: '' } })).complete).toBe(false)
})
