import { useMemo } from 'react'
import type { Filter } from '~/components/filter-bar/filter.ts'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { useFrameFilter, usePersonFilter } from '~/features/task/planner/use-task-filters.tsx'
import { useSession } from '~/lib/session.ts'
import { stateOptions } from '~/state/state-table.ts'
import type { WorkOrderSearch } from './work-order-search.ts'

const open = ['PENDING', 'IN_PROGRESS']

/** The filters of work orders. The board's columns are the states, so it has no filter by state. */
export function useWorkOrderFilters(search: WorkOrderSearch, withStatus: boolean): Filter[] {
  const person = usePersonFilter('assignedToId', 'Assigned to')
  const frame = useFrameFilter(search.frameId)
  return useMemo(() => {
    const filters: Filter[] = [
      { kind: 'choices', label: 'Priority', key: 'priority', options: stateOptions('priority') },
      person,
      { kind: 'flag', label: 'Unassigned', key: 'unassigned' },
      { kind: 'flag', label: 'Late', key: 'late' },
      { kind: 'days', label: 'Due', from: 'dueFrom', to: 'dueTo' },
      frame,
    ]
    const status: Filter = { kind: 'choices', label: 'State', key: 'status', options: stateOptions('workOrder') }
    return withStatus ? [status, ...filters] : filters
  }, [person, frame, withStatus])
}

/** The views of work orders that everybody has. */
export function useWorkOrderViews(withStatus: boolean): View[] {
  const { user } = useSession()
  return useMemo(() => {
    const ofOpen = withStatus ? { status: open, sort: 'dueDate' } : {}
    const views: View[] = [
      { name: 'Late', search: { late: true, ...(withStatus ? { sort: 'dueDate' } : {}) } },
      { name: 'Unassigned', search: { ...ofOpen, unassigned: true } },
      { name: 'Mine', search: { ...ofOpen, assignedToId: user.id } },
    ]
    if (!withStatus) return views
    return [
      { name: 'Open', search: ofOpen },
      ...views,
      { name: 'Done', search: { status: ['COMPLETED'], sort: '-id' } },
    ]
  }, [user.id, withStatus])
}
