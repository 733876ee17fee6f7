import { expect, test } from 'vitest'
import { filled, mergePlan } from './merge-plan.ts'

const kept = { name: 'Baumann Bau', code: 'BAU-1', email: 'a@bau.example', phone: '', address: '', taxId: '' }
const duplicate = { name: 'Baumann', code: 'BAU-2', email: ' a@bau.example ', phone: '030 1', address: '', taxId: '' }

test('field by field: the same, taken over, or lost; what neither has is not shown', () => {
  expect(mergePlan(kept, duplicate).map(({ key, fate }) => [key, fate])).toEqual([
    ['name', 'drops'],
    ['code', 'drops'],
    ['email', 'same'],
    ['phone', 'fills'],
  ])
})

test('only gaps are filled', () => {
  expect(filled(mergePlan(kept, duplicate))).toEqual({ phone: '030 1' })
  expect(filled(mergePlan(duplicate, kept))).toEqual({})
})
