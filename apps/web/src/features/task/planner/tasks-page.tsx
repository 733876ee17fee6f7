import type { Task } from '@framewright/contracts/task/task.schema'
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useEffect, useMemo, useState } from 'react'
import type { Column } from '~/components/data-table/column.ts'
import { DataTable } from '~/components/data-table/data-table.tsx'
import { FilterBar } from '~/components/filter-bar/filter-bar.tsx'
import { ListPage } from '~/components/page.tsx'
import { PageHeader } from '~/components/page-header.tsx'
import { listOptions, pageSize } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSearchPatch } from '~/lib/list-search.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { noteServerTime } from '../server-clock.ts'
import { endedSince, midnight } from './ended-today.ts'
import { taskColumns } from './task-columns.tsx'
import { TaskMenu } from './task-menu.tsx'
import type { TaskSearch } from './task-search.ts'
import { useTaskActions } from './use-task-actions.ts'
import { taskViews, useTaskFilters } from './use-task-filters.tsx'

const EditTask = lazyDialog(() => import('./edit-task.tsx').then((part) => part.EditTask), { task: null })
const NewTask = lazyDialog(() => import('./new-task.tsx').then((part) => part.NewTask), { opened: false })

/** Everybody's tasks, for whoever plans: who does what now, what waits, what is done. */
export function TasksPage({ search }: { search: TaskSearch }) {
  const patch = useSearchPatch<TaskSearch>()
  const filters = useTaskFilters(search)
  const mayAssign = useMay('task.assign')
  const actions = useTaskActions()
  const [editing, setEditing] = useState<Task | null>(null)
  const [planning, setPlanning] = useState(false)
  const { ended, ...asked } = search
  const input = { ...asked, limit: pageSize, ...(ended === 'today' ? { sort: '-endTime' as const } : {}) }
  const all = trpc.task.list.useInfiniteQuery(input, listOptions)
  const query = ended === 'today' ? endedSince(all, midnight()) : all

  const first = all.data?.pages[0]?.items[0]
  useEffect(() => {
    if (first) noteServerTime(first.asOf, all.dataUpdatedAt)
  }, [first, all.dataUpdatedAt])

  const { run, pending } = actions
  const columns = useMemo(
    (): Column<Task>[] => [
      ...taskColumns,
      {
        id: 'actions',
        header: 'Actions',
        width: 84,
        align: 'right',
        cell: (task) => <TaskMenu task={task} actions={{ run, pending }} onEdit={setEditing} />,
      },
    ],
    [run, pending],
  )
  const newTask = { label: 'New task', icon: IconPlus, run: () => setPlanning(true) }
  const filtered = Object.keys(asked).some((key) => key !== 'sort')
  return (
    <ListPage>
      <PageHeader title="Tasks" actions={mayAssign ? [newTask] : []} />
      <FilterBar
        id="tasks"
        search={search}
        filters={filters}
        views={taskViews}
        placeholder="Frame, SKU or work order"
      />
      <DataTable
        id="tasks"
        label="Tasks"
        columns={columns}
        query={query}
        sort={search.sort}
        onSort={(sort) => patch({ sort: sort as TaskSearch['sort'] })}
        href={(task) => `/tasks/${task.id}`}
        empty={
          filtered
            ? { title: 'No task is like that', hint: 'Take a filter away, or look at all of them.' }
            : {
                title: 'No tasks yet',
                hint: 'A task is one person’s piece of work on a frame: assembly, glazing or installation.',
                action: mayAssign ? <Button onClick={() => setPlanning(true)}>Plan the first task</Button> : null,
              }
        }
      />
      <EditTask task={editing} onClose={() => setEditing(null)} />
      <NewTask opened={planning} onClose={() => setPlanning(false)} />
    </ListPage>
  )
}
