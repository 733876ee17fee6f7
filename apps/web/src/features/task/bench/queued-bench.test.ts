import type { Bench, Task } from '@framewright/contracts/task/task.schema'
import { describe, expect, it } from 'vitest'
import type { Hand } from './bench-change.ts'
import { type QueuedPress, withPresses } from './queued-bench.ts'

const asOf = '2026-03-02T08:00:00.000Z'
const at = (seconds: number) => Date.parse(asOf) + seconds * 1000
const hand = (now: number): Hand => ({
  user: { id: 7, name: 'Ada' },
  permissions: new Set(['task.assembly']),
  now,
})
const task = (id: number, status: Task['status']): Task => ({
  id,
  kind: 'ASSEMBLY',
  item: { id: 1, sku: 'W-1', name: 'Window', unit: 'each' },
  frame: { id: 1, sku: 'W-1', name: 'Window', material: 'PVC', widthMm: 900, heightMm: 1150 },
  frameId: 1,
  quantity: '1',
  scrapped: '0',
  productionOrderId: null,
  productionOrder: null,
  ready: null,
  userId: 7,
  user: { id: 7, name: 'Ada' },
  workOrderId: null,
  workOrder: null,
  status,
  startTime: null,
  endTime: null,
  duration: 0,
  asOf,
  notes: '',
  version: 1,
  createdAt: asOf,
  allowedActions: [],
})
const bench: Bench = { current: null, mine: [task(1, 'PENDING'), task(2, 'PENDING')], open: [], doneToday: 4 }
const presses: QueuedPress[] = [
  { taskId: 1, action: 'start', at: at(10) },
  { taskId: 1, action: 'complete', at: at(70) },
  { taskId: 2, action: 'start', at: at(80) },
]

describe('the bench with presses that wait', () => {
  it('shows them as done, each at its time', () => {
    const after = withPresses(bench, presses, hand)
    expect(after).toMatchObject({ current: { id: 2, status: 'IN_PROGRESS' }, mine: [], doneToday: 5 })
    expect(after.current?.startTime).toBe('2026-03-02T08:01:20.000Z')
  })

  it('is not changed twice by a press the server has taken and whose answer has not come', () => {
    const once = withPresses(bench, presses, hand)
    expect(withPresses(once, presses, hand)).toEqual(once)
  })
})
