import { describe, expect, it } from 'vitest'
import { bomLifecycle } from '../bom/bom.lifecycle.ts'
import { inspectionLifecycle } from '../inspection/inspection.lifecycle.ts'
import { nonConformanceLifecycle } from '../non-conformance/non-conformance.lifecycle.ts'
import { permissionNames } from '../permissions.ts'
import { productionOrderLifecycle } from '../production-order/production-order.lifecycle.ts'
import { purchaseOrderLifecycle } from '../purchase-order/purchase-order.lifecycle.ts'
import { taskLifecycle } from '../task/task.lifecycle.ts'
import { workOrderLifecycle } from '../work-order/work-order.lifecycle.ts'
import { actionTo, allowedActions, type Lifecycle, stepFor } from './lifecycle.ts'

const lifecycles: Lifecycle<string, string>[] = [
  bomLifecycle,
  inspectionLifecycle,
  nonConformanceLifecycle,
  productionOrderLifecycle,
  purchaseOrderLifecycle,
  taskLifecycle,
  workOrderLifecycle,
]
const everything = { permissions: new Set(permissionNames) }
const nothing = { permissions: new Set<never>() }

describe.each(lifecycles.map((lifecycle) => [lifecycle.label, lifecycle] as const))('a %s', (_label, lifecycle) => {
  const steps = Object.entries(lifecycle.actions)

  it('begins in a state it has', () => {
    expect(lifecycle.states).toContain(lifecycle.initial)
    expect(new Set(lifecycle.states).size).toBe(lifecycle.states.length)
  })

  it('can reach every state', () => {
    const reached = new Set([lifecycle.initial])
    for (let before = 0; before !== reached.size; ) {
      before = reached.size
      for (const [, step] of steps) if (step.from.some((state) => reached.has(state))) reached.add(step.to)
    }
    expect([...reached].toSorted()).toEqual([...lifecycle.states].toSorted())
  })

  it.each(steps)('takes %s from and to states it has, by permissions there are', (_action, step) => {
    expect(lifecycle.states).toContain(step.to)
    expect(step.from.length).toBeGreaterThan(0)
    for (const state of step.from) expect(lifecycle.states).toContain(state)
    expect(step.by.length).toBeGreaterThan(0)
    for (const permission of step.by) expect(permissionNames).toContain(permission)
  })

  it('allows exactly the steps that start where it is, and none without permission', () => {
    for (const status of lifecycle.states) {
      const allowed = allowedActions(lifecycle, status, everything)
      expect(allowedActions(lifecycle, status, nothing)).toEqual([])
      for (const [action, step] of steps) {
        const take = () => stepFor(lifecycle, action, { id: 7, status }, everything)
        if (step.from.includes(status)) {
          expect(allowed).toContain(action)
          expect(take().to).toBe(step.to)
        } else {
          expect(allowed).not.toContain(action)
          expect(take).toThrow(
            expect.objectContaining({
              domainCode: 'WRONG_STATE',
              details: { entity: lifecycle.entity, id: 7, status, action, allowed },
            }),
          )
        }
        expect(() => stepFor(lifecycle, action, { id: 7, status }, nothing)).toThrow(
          expect.objectContaining({ domainCode: 'FORBIDDEN' }),
        )
      }
    }
  })
})

describe('the action that leads to a state', () => {
  it('is found, or there is none', () => {
    expect(actionTo(workOrderLifecycle, 'PENDING', 'IN_PROGRESS')).toBe('start')
    expect(actionTo(workOrderLifecycle, 'COMPLETED', 'PENDING')).toBe('reopen')
    expect(actionTo(workOrderLifecycle, 'PENDING', 'COMPLETED')).toBeUndefined()
    expect(actionTo(purchaseOrderLifecycle, 'COMPLETED', 'CANCELLED')).toBeUndefined()
  })
})
