import type { Task } from '@framewright/contracts/task/task.schema'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { getQueryKey } from '@trpc/react-query'
import { useEffect, useState } from 'react'
import { DocumentQuery } from '~/components/document-query.tsx'
import { FactGrid } from '~/components/fact-grid.tsx'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { Columns, Page } from '~/components/page.tsx'
import { lifecycleActions, PageHeader } from '~/components/page-header.tsx'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText, QuantityText, RelativeTime } from '~/components/text.tsx'
import { Timeline } from '~/components/timeline.tsx'
import { rowFromLists } from '~/lib/infinite.ts'
import { useMay } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { Worked } from '../elapsed.tsx'
import { noteServerTime } from '../server-clock.ts'
import { frameSize, taskTitle } from '../task-words.ts'
import { EditTask } from './edit-task.tsx'
import classes from './task-page.module.css'
import { useTaskActions } from './use-task-actions.ts'

/** One task: what, whose, how long, and what happened to it. */
export function TaskPage({ id }: { id: number }) {
  const query = trpc.task.get.useQuery(
    { id },
    { placeholderData: () => rowFromLists<Task>(getQueryKey(trpc.task.list), id) },
  )
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
  const { frame, workOrder } = task
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
              <FrameDrawing
                widthMm={frame.widthMm}
                heightMm={frame.heightMm}
                material={frame.material}
                size={220}
                labels
                title={`${frame.name}, ${frameSize(frame)}`}
              />
              <FactGrid
                facts={[
                  {
                    label: 'Frame',
                    value: (
                      <Link to="/frames/$id" params={{ id: frame.id }} className="fw-link">
                        {frame.name}
                      </Link>
                    ),
                  },
                  { label: 'SKU', value: frame.sku },
                  { label: 'Material', value: frame.material },
                  { label: 'Pieces', value: <QuantityText value={task.quantity} /> },
                  { label: 'Person', value: task.user?.name ?? 'Anybody of the trade' },
                  { label: 'Worked', value: <Worked task={task} /> },
                  task.startTime !== null && { label: 'Started', value: <RelativeTime value={task.startTime} /> },
                  task.endTime !== null && { label: 'Finished', value: <RelativeTime value={task.endTime} /> },
                  workOrder && {
                    label: 'Work order',
                    value: (
                      <Link to="/work-orders/$id" params={{ id: workOrder.id }} className="fw-link">
                        {workOrder.number}
                      </Link>
                    ),
                  },
                  workOrder?.dueDate && { label: 'Due', value: <DayText value={workOrder.dueDate} /> },
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
