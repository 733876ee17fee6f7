import { expect, it } from 'vitest'
import { stageProgress, stageToPlan } from './stages.ts'

const tasks = [
  { kind: 'ASSEMBLY', status: 'COMPLETED', quantity: '4' },
  { kind: 'ASSEMBLY', status: 'CANCELLED', quantity: '4' },
  { kind: 'GLAZING', status: 'COMPLETED', quantity: '1' },
  { kind: 'GLAZING', status: 'PAUSED', quantity: '2' },
] as const

it('sums pieces by stage and leaves cancelled tasks out', () => {
  expect(stageProgress(['ASSEMBLY', 'GLAZING'], '4', tasks)).toEqual([
    { kind: 'ASSEMBLY', done: '4', running: '0', waiting: '0', complete: true },
    { kind: 'GLAZING', done: '1', running: '2', waiting: '0', complete: false },
  ])
})

it('plans the first stage that is not covered, and none when all are', () => {
  const progress = stageProgress(['ASSEMBLY', 'GLAZING', 'INSTALLATION'], '3', tasks)
  expect(stageToPlan(progress, '3')).toBe('INSTALLATION')
  expect(stageToPlan(progress.slice(0, 2), '3')).toBeUndefined()
})
