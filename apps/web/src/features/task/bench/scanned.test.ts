import { expect, it } from 'vitest'
import { readScan } from './scanned.ts'

it.each([
  ['12', { kind: 'task', id: 12 }],
  [' T-12\n', { kind: 'task', id: 12 }],
  ['https://shop.example/tasks/77', { kind: 'task', id: 77 }],
  ['wo-000012', { kind: 'workOrder', number: 'WO-000012' }],
  ['*WO-000012*', { kind: 'workOrder', number: 'WO-000012' }],
  ['0', null],
  ['???', null],
  ['', null],
])('reads %j', (code, expected) => {
  expect(readScan(code)).toEqual(expected)
})
