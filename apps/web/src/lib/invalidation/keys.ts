import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import type { QueryKey } from '@tanstack/react-query'
import { keyOf } from '../query-key.ts'

/** As much of an event as decides what it touches. */
export type Touch = Pick<LiveEvent, 'entity' | 'entityId' | 'payload'>

/** An identifier the event carries beside its own: the frame of a task, the supplier of an order. */
export function idOf(event: Touch, name: string): number | undefined {
  const value = event.payload[name]
  return typeof value === 'number' ? value : undefined
}

/** One document, or all of its kind where the event does not say which. */
export const frame = (id: number | undefined): QueryKey =>
  id === undefined ? keyOf('frame', 'get') : keyOf('frame', 'get', { id })
export const workOrder = (id: number | undefined): QueryKey =>
  id === undefined ? keyOf('workOrder', 'get') : keyOf('workOrder', 'get', { id })

export const statistics = (): QueryKey => keyOf('statistics')
export const stock = (): QueryKey[] => [
  keyOf('stock', 'balances'),
  keyOf('stock', 'erpBalances'),
  keyOf('stock', 'movements'),
  keyOf('stock', 'asOf'),
  keyOf('stock', 'overview'),
  keyOf('stock', 'status'),
  keyOf('stock', 'flow'),
  keyOf('stock', 'slowMovers'),
  keyOf('stock', 'reorderProposals'),
]
/** What tells how much there is of a component. */
export const components = (): QueryKey[] => [
  keyOf('bom', 'get'),
  keyOf('bom', 'explode'),
  keyOf('productionOrder', 'get'),
  keyOf('productionPlan', 'preview'),
]
/** What is scheduled on machines, and what they made. */
export const machineFigures = (): QueryKey[] => [
  keyOf('machine', 'board'),
  keyOf('machine', 'unscheduled'),
  keyOf('machine', 'capacity'),
  keyOf('machine', 'performance'),
  keyOf('productionOutput'),
  keyOf('productionOrder', 'suggest'),
]
export const workOrderLists = (): QueryKey[] => [keyOf('workOrder', 'list'), keyOf('workOrder', 'count')]
export const frameLists = (): QueryKey[] => [keyOf('frame', 'list'), keyOf('frame', 'count')]

/** Of each of these entities, the queries its events touch. */
export type Touched<E extends EventEntity = EventEntity> = Record<E, (event: Touch) => QueryKey[]>
