import {
  customerReturnActions,
  customerReturnLifecycle,
} from '@framewright/contracts/customer-return/customer-return.lifecycle'
import { fulfilmentActions, fulfilmentLifecycle } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import { inspectionLifecycle } from '@framewright/contracts/inspection/inspection.lifecycle'
import { inspectionTypes } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { dispositions, nonConformanceLifecycle } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import { severities } from '@framewright/contracts/non-conformance/non-conformance.words'
import { productionOrderLifecycle } from '@framewright/contracts/production-order/production-order.lifecycle'
import { purchaseOrderLifecycle } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import { taskKinds } from '@framewright/contracts/task/task.kind'
import { taskLifecycle } from '@framewright/contracts/task/task.lifecycle'
import { workOrderLifecycle } from '@framewright/contracts/work-order/work-order.lifecycle'
import { priorities } from '@framewright/contracts/work-order/work-order.schema'
import { describe, expect, it } from 'vitest'
import { actionLooks, actions } from './action-table.ts'
import { lookOf, stateNames, states } from './state-table.ts'

describe('the state table', () => {
  it.each([
    ['workOrder', workOrderLifecycle.states],
    ['task', taskLifecycle.states],
    ['productionOrder', productionOrderLifecycle.states],
    ['purchaseOrder', purchaseOrderLifecycle.states],
    ['fulfilment', fulfilmentLifecycle.states],
    ['customerReturn', customerReturnLifecycle.states],
    ['inspection', inspectionLifecycle.states],
    ['inspectionType', inspectionTypes],
    ['nonConformance', nonConformanceLifecycle.states],
    ['disposition', dispositions],
    ['severity', severities],
    ['priority', priorities],
    ['taskKind', taskKinds],
  ] as const)('%s: a look for every state and none besides, in order', (group, names) => {
    expect(stateNames(group)).toEqual([...names])
  })

  it('no two states of a group read alike', () => {
    for (const group of Object.values(states)) {
      const words = Object.values(group).map((look) => look.word)
      expect(new Set(words).size).toBe(words.length)
    }
  })

  it('the same name looks the same in every lifecycle, save that an open purchase order is no draft', () => {
    expect(states.workOrder.COMPLETED).toEqual(states.task.COMPLETED)
    expect(states.workOrder.CANCELLED).toEqual(states.purchaseOrder.CANCELLED)
    expect(states.workOrder.IN_PROGRESS).toEqual(states.task.IN_PROGRESS)
  })

  it('shows a state it does not know by its name instead of failing', () => {
    expect(lookOf('task', 'NEWER')).toMatchObject({ word: 'NEWER', color: 'gray' })
  })
})

describe('the action table', () => {
  it.each([
    ['workOrder', workOrderLifecycle.actions],
    ['task', taskLifecycle.actions],
    ['productionOrder', productionOrderLifecycle.actions],
    ['purchaseOrder', purchaseOrderLifecycle.actions],
    ['inspection', inspectionLifecycle.actions],
    ['nonConformance', nonConformanceLifecycle.actions],
  ] as const)('%s: a button for every action and none besides', (group, declared) => {
    expect(Object.keys(actions[group]).sort()).toEqual(Object.keys(declared).sort())
  })

  it('has a button for crediting a return, which is in no lifecycle', () => {
    expect(Object.keys(actions.customerReturn).sort()).toEqual([...customerReturnActions].sort())
  })

  it('has a button for undoing a fulfilment, which is in no lifecycle', () => {
    expect(Object.keys(actions.fulfilment).sort()).toEqual([...fulfilmentActions].sort())
  })

  it('gives the allowed actions only, the step forward before the cancellation', () => {
    expect(actionLooks('workOrder', ['cancel', 'start']).map((look) => look.verb)).toEqual(['Start', 'Cancel'])
    expect(actionLooks('workOrder', [])).toEqual([])
  })
})
