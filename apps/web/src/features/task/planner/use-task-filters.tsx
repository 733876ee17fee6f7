import { useMemo } from 'react'
import type { Filter } from '~/components/filter-bar/filter.ts'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import { FramePicker } from '../frame-picker.tsx'
import { PersonPicker } from '../person-picker.tsx'
import { WorkOrderPicker } from '../work-order-picker.tsx'
import type { TaskSearch } from './task-search.ts'

/** The views of the list of tasks that everybody has. */
export const taskViews: readonly View[] = [
  { name: 'Running now', search: { status: ['IN_PROGRESS'], sort: 'startTime' } },
  { name: 'Waiting', search: { status: ['PENDING', 'PAUSED'], sort: 'id' } },
  { name: 'Done today', search: { status: ['COMPLETED'], sort: '-endTime', ended: 'today' } },
]

const asId = (value: unknown) => (typeof value === 'number' ? value : null)
const fromId = (id: number | null) => id ?? undefined

/** A filter by person, with the name on its chip. */
export function usePersonFilter(key: string, label: string): Filter {
  const people = trpc.user.people.useQuery({})
  const { data } = people
  return useMemo(
    () => ({
      kind: 'custom',
      label,
      key,
      describe: (value) => data?.find((person) => person.id === value)?.name ?? `#${value}`,
      edit: (value, set) => (
        <PersonPicker label={label} nobody="Anybody" value={asId(value)} onChange={(id) => set(fromId(id))} />
      ),
    }),
    [data, key, label],
  )
}

/** A filter by frame, with the name on its chip. */
export function useFrameFilter(frameId: number | undefined): Filter {
  const frame = trpc.frame.get.useQuery({ id: frameId ?? 0 }, { enabled: frameId !== undefined })
  const name = frame.data?.name
  return useMemo(
    () => ({
      kind: 'custom',
      label: 'Frame',
      key: 'frameId',
      describe: (value) => name ?? `#${value}`,
      edit: (value, set) => <FramePicker label="Frame" value={asId(value)} onChange={(id) => set(fromId(id))} />,
    }),
    [name],
  )
}

/** The filters of the list of tasks, with the names of what they are set to. */
export function useTaskFilters(search: TaskSearch): Filter[] {
  const person = usePersonFilter('userId', 'Person')
  const frame = useFrameFilter(search.frameId)
  const order = trpc.workOrder.get.useQuery(
    { id: search.workOrderId ?? 0 },
    { enabled: search.workOrderId !== undefined },
  )
  const number = order.data?.number
  return useMemo(() => {
    const filters: Filter[] = [
      { kind: 'choice', label: 'Kind', key: 'kind', options: stateOptions('taskKind') },
      { kind: 'choices', label: 'State', key: 'status', options: stateOptions('task') },
      person,
      frame,
      {
        kind: 'custom',
        label: 'Work order',
        key: 'workOrderId',
        describe: (value) => number ?? `#${value}`,
        edit: (value, set) => <WorkOrderPicker value={asId(value)} onChange={(id) => set(fromId(id))} />,
      },
    ]
    return filters
  }, [person, frame, number])
}
