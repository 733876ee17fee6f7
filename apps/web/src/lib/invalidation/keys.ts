import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import type { QueryKey } from '@tanstack/react-query'
import { getQueryKey } from '@trpc/react-query'
import { trpc } from '../trpc.ts'

/** As much of an event as decides what it touches. */
export type Touch = Pick<LiveEvent, 'entity' | 'entityId' | 'payload'>

/** An identifier the event carries beside its own: the frame of a task, the supplier of an order. */
export function idOf(event: Touch, name: string): number | undefined {
  const value = event.payload[name]
  return typeof value === 'number' ? value : undefined
}

/** One document, or all of its kind where the event does not say which. */
export const frame = (id: number | undefined): QueryKey =>
  id === undefined ? getQueryKey(trpc.frame.get) : getQueryKey(trpc.frame.get, { id })
export const workOrder = (id: number | undefined): QueryKey =>
  id === undefined ? getQueryKey(trpc.workOrder.get) : getQueryKey(trpc.workOrder.get, { id })

export const statistics = (): QueryKey => getQueryKey(trpc.statistics)
export const stock = (): QueryKey[] => [
  getQueryKey(trpc.stock.balances),
  getQueryKey(trpc.stock.erpBalances),
  getQueryKey(trpc.stock.movements),
  getQueryKey(trpc.stock.asOf),
  getQueryKey(trpc.stock.overview),
  getQueryKey(trpc.stock.status),
  getQueryKey(trpc.stock.flow),
  getQueryKey(trpc.stock.slowMovers),
  getQueryKey(trpc.stock.reorderProposals),
]
/** What tells how much there is of a component. */
export const components = (): QueryKey[] => [
  getQueryKey(trpc.bom.get),
  getQueryKey(trpc.bom.explode),
  getQueryKey(trpc.productionOrder.get),
  getQueryKey(trpc.productionPlan.preview),
]
/** What is scheduled on machines, and what they made. */
export const machineFigures = (): QueryKey[] => [
  getQueryKey(trpc.machine.board),
  getQueryKey(trpc.machine.unscheduled),
  getQueryKey(trpc.machine.capacity),
  getQueryKey(trpc.machine.performance),
  getQueryKey(trpc.productionOutput),
  getQueryKey(trpc.productionOrder.suggest),
]
export const workOrderLists = (): QueryKey[] => [getQueryKey(trpc.workOrder.list), getQueryKey(trpc.workOrder.count)]
export const frameLists = (): QueryKey[] => [getQueryKey(trpc.frame.list), getQueryKey(trpc.frame.count)]

/** Of each of these entities, the queries its events touch. */
export type Touched<E extends EventEntity = EventEntity> = Record<E, (event: Touch) => QueryKey[]>
