import { expect, it } from 'vitest'
import { dropOn } from './drop.ts'

const pending = { number: 'WO-000001', status: 'PENDING', allowedActions: ['start', 'cancel'] } as const
const card = { ...pending, allowedActions: [...pending.allowedActions] }

it('takes the lifecycle action that leads to the column', () => {
  expect(dropOn(card, 'IN_PROGRESS')).toEqual({ kind: 'action', action: 'start' })
  expect(dropOn(card, 'CANCELLED')).toEqual({ kind: 'action', action: 'cancel' })
})

it('does nothing in the same column', () => {
  expect(dropOn(card, 'PENDING')).toEqual({ kind: 'nothing' })
})

it('says why there is no way, and what there is instead', () => {
  expect(dropOn(card, 'COMPLETED')).toEqual({
    kind: 'refused',
    sentence: 'WO-000001 is pending; it cannot become completed. You can: start, cancel.',
  })
})

it('refuses what the person may not do', () => {
  expect(dropOn({ ...card, allowedActions: [] }, 'IN_PROGRESS')).toEqual({
    kind: 'refused',
    sentence: 'You may not start WO-000001.',
  })
})
