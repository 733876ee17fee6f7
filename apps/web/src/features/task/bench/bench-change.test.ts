import type { Bench, Task } from '@framewright/contracts/task/task.schema'
import { describe, expect, it } from 'vitest'
import { changedBench, type Hand } from './bench-change.ts'

const asOf = '2026-03-02T08:00:00.000Z'
const hand: Hand = {
  user: { id: 7, name: 'Ada' },
  permissions: new Set(['task.assembly']),
  now: Date.parse(asOf) + 30_000,
}

function task(id: number, status: Task['status'], userId: number | null = 7): Task {
  return {
    id,
    kind: 'ASSEMBLY',
    item: { id: 1, sku: 'W-1', name: 'Window', unit: 'each' },
    frame: { id: 1, sku: 'W-1', name: 'Window', material: 'PVC', widthMm: 900, heightMm: 1150 },
    frameId: 1,
    quantity: '1',
    scrapped: '0',
    userId,
    user: userId === null ? null : { id: userId, name: 'Ada' },
    workOrderId: null,
    workOrder: null,
    productionOrderId: null,
    productionOrder: null,
    ready: null,
    status,
    startTime: null,
    endTime: null,
    duration: 60,
    asOf,
    notes: '',
    version: 1,
    createdAt: asOf,
    allowedActions: [],
  }
}

const bench: Bench = {
  current: task(1, 'IN_PROGRESS'),
  mine: [task(2, 'PENDING')],
  open: [task(3, 'PENDING', null)],
  doneToday: 0,
}

describe('changedBench', () => {
  it('pauses the running task with the time worked so far', () => {
    const after = changedBench(bench, 1, 'pause', hand)
    expect(after.current).toBeNull()
    expect(after.mine.map(({ id, status, duration }) => ({ id, status, duration }))).toEqual([
      { id: 1, status: 'PAUSED', duration: 90 },
      { id: 2, status: 'PENDING', duration: 60 },
    ])
    expect(after.mine[0]?.allowedActions).toEqual(['resume', 'complete'])
  })

  it('takes an open task for the caller and pauses what ran', () => {
    const after = changedBench(bench, 3, 'start', hand)
    expect(after.current).toMatchObject({ id: 3, status: 'IN_PROGRESS', userId: 7, user: hand.user })
    expect(after.mine.map((one) => [one.id, one.status])).toEqual([
      [1, 'PAUSED'],
      [2, 'PENDING'],
    ])
    expect(after.open).toEqual([])
  })

  it('leaves a bench alone that does not have the task', () => {
    expect(changedBench(bench, 99, 'start', hand)).toBe(bench)
  })
})
