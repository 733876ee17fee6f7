import type { Task } from '@framewright/contracts/task/task.schema'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { DocumentQuery } from '~/components/document-query.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { keyOf } from '~/lib/query-key.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { Worked } from '../elapsed.tsx'
import { noteServerTime } from '../server-clock.ts'
import { TaskPicture } from '../task-picture.tsx'
import { orderOf, taskTitle } from '../task-words.ts'
import classes from './task-page.module.css'
import { useTaskActions } from './use-task-actions.ts'

const EditTask = lazyDialog(() => import('./edit-task.tsx').then((part) => part.EditTask), { task: null })

/** One task: what, whose, how long, and what happened to it. */
export function TaskPage({ id }: { id: number }) {
  const query = trpc.task.get.useQuery({ id }, { placeholderData: () => rowFromLists<Task>(keyOf('task', 'list'), id) })
  return (
    <DocumentQuery query={query} noun="task">
      {(task) => <TaskDetails task={task} receivedAt={query.dataUpdatedAt} />}
    </DocumentQuery>
  )
}

function TaskDetails({ task, receivedAt }: { task: Task; receivedAt: number }) {
  const actions = useTaskActions()
  const mayAssign = useMay('task.assign')
  const [editing, setEditing] = useState(false)
  useEffect(() => noteServerTime(task.asOf, receivedAt), [task.asOf, receivedAt])
  const open = task.status !== 'COMPLETED' && task.status !== 'CANCELLED'
  const buttons = lifecycleActions('task', task.allowedActions, (action) => actions.run(action, task), actions.pending)
  const edit = { label: 'Reassign or change', icon: IconPencil, run: () => setEditing(true) }
  const { frame, item, workOrder, productionOrder } = task
  const dueDate = orderOf(task)?.dueDate
  return (
    <Page>
      <PageHeader
        title={taskTitle(task)}
        badge={<StateBadge group="task" state={task.status} />}
        subtitle={`Task ${task.id}`}
        actions={mayAssign && open ? [...buttons, edit] : buttons}
      />
      <Columns
        main={
          <Section title="What to do">
            <div className={classes.what}>
              <TaskPicture task={task} size={220} labels />
              <FactGrid
                facts={[
                  {
                    label: frame ? 'Frame' : 'Item',
                    value: (
                      <Link to={`/${frame ? 'frames' : 'items'}/${item.id}` as string} className="fw-link">
                        {item.name}
                      </Link>
                    ),
                  },
                  { label: 'SKU', value: item.sku },
                  frame && { label: 'Material', value: frame.material },
                  { label: 'Pieces', value: <QuantityText value={task.quantity} /> },
                  task.scrapped !== '0' && { label: 'Lost', value: <QuantityText value={task.scrapped} /> },
                  task.ready !== null &&
                    task.status !== 'COMPLETED' && { label: 'Ready here', value: <QuantityText value={task.ready} /> },
                  { label: 'Person', value: task.user?.name ?? 'Anybody of the trade' },
                  { label: 'Worked', value: <Worked task={task} /> },
                  task.startTime !== null && { label: 'Started', value: <RelativeTime value={task.startTime} /> },
                  task.endTime !== null && { label: 'Finished', value: <RelativeTime value={task.endTime} /> },
                  productionOrder && {
                    label: 'Production order',
                    value: (
                      <Link to="/production-orders/$id" params={{ id: String(productionOrder.id) }} className="fw-link">
                        {productionOrder.number}
                      </Link>
                    ),
                  },
                  workOrder && {
                    label: 'Work order',
                    value: (
                      <Link to="/work-orders/$id" params={{ id: workOrder.id }} className="fw-link">
                        {workOrder.number}
                      </Link>
                    ),
                  },
                  dueDate && { label: 'Due', value: <DayText value={dueDate} /> },
                  task.notes !== '' && {
                    label: 'Notes',
                    value: <span className={classes.notes}>{task.notes}</span>,
                  },
                ].map((fact) => (fact === '' ? null : fact))}
              />
            </div>
          </Section>
        }
        side={
          <Section title="History">
            <Timeline entity="task" id={task.id} />
          </Section>
        }
      />
      <EditTask task={editing ? task : null} onClose={() => setEditing(false)} />
    </Page>
  )
}
