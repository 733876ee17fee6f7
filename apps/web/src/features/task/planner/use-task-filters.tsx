import { useMemo } from 'react'
import type { Filter } from '~/components/filter-bar/filter.ts'
import type { View } from '~/components/filter-bar/view-tabs.tsx'
import { lazyPart } from '~/lib/lazy-part.tsx'
import { trpc } from '~/lib/trpc.ts'
import { stateOptions } from '~/state/state-table.ts'
import type { TaskSearch } from './task-search.ts'

// A list is read more often than it is filtered by what must be picked.
const FramePicker = lazyPart(() => import('../frame-picker.tsx').then((part) => part.FramePicker))
const PersonPicker = lazyPart(() => import('../person-picker.tsx').then((part) => part.PersonPicker))
const WorkOrderPicker = lazyPart(() => import('../work-order-picker.tsx').then((part) => part.WorkOrderPicker))

const inPanel = { withinPortal: false }

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
        <PersonPicker
          label={label}
          nobody="Anybody"
          comboboxProps={inPanel}
          value={asId(value)}
          onChange={(id) => set(fromId(id))}
        />
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
      edit: (value, set) => (
        <FramePicker label="Frame" comboboxProps={inPanel} value={asId(value)} onChange={(id) => set(fromId(id))} />
      ),
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
        edit: (value, set) => (
          <WorkOrderPicker comboboxProps={inPanel} value={asId(value)} onChange={(id) => set(fromId(id))} />
        ),
      },
    ]
    return filters
  }, [person, frame, number])
}
