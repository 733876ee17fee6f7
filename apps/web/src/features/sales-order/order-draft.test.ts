import { expect, test } from 'vitest'
import { checkHead, createInput, newDraft, sameDraft, updateInput } from './order-draft.ts'
import { emptyLine } from './sales-line.ts'

const line = { ...emptyLine(), itemId: 3, quantity: '2', unitPrice: '10' }
const before = { ...newDraft({ id: 5, name: 'Clear Homes' }), orderDate: '2026-03-01', lines: [line] }

test('only what was changed is sent, so that a confirmed order can be given another day', () => {
  const order = { id: 9, version: 4 }
  expect(updateInput(order, before, { ...before, dueDate: '2026-04-01' })).toEqual({ ...order, dueDate: '2026-04-01' })
  expect(updateInput(order, before, { ...before, lines: [{ ...line, quantity: '3' }] })).toMatchObject({
    ...order,
    lines: [{ itemId: 3, quantity: '3' }],
  })
})

test('a new order leaves its day and owner to the server where none is given', () => {
  const draft = { ...before, orderDate: '' }
  expect(createInput(draft)).toEqual({
    customerId: 5,
    dueDate: null,
    notes: '',
    lines: [{ itemId: 3, quantity: '2', unitPrice: '10', discountPercent: '0', taxRate: '0' }],
  })
})

test('an empty line changes nothing, and a name alone is no customer', () => {
  expect(sameDraft(before, { ...before, lines: [line, emptyLine()] })).toBe(true)
  expect(sameDraft(before, { ...before, notes: 'By noon' })).toBe(false)
  const nobody = { ...newDraft({ id: null, name: 'Cle' }), orderDate: '2026-03-02', dueDate: '2026-03-01' }
  expect(checkHead(nobody)).toEqual({
    customerId: 'Choose one from the list',
    dueDate: 'Before it is ordered',
    lines: 'An order needs at least one line.',
  })
})
