import type { Task } from '@framewright/contracts/task/task.schema'
import type { WorkOrder } from '@framewright/contracts/work-order/work-order.schema'
import { Button, Skeleton, Stack } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Section } from '~/components/section.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { Worked } from '~/features/task/elapsed.tsx'
import { TaskMenu } from '~/features/task/planner/task-menu.tsx'
import { useTaskActions } from '~/features/task/planner/use-task-actions.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import { StageBars } from './stage-bars.tsx'
import { stageProgress, stageToPlan } from './stages.ts'
import classes from './work-order.module.css'

const EditTask = lazyDialog(() => import('~/features/task/planner/edit-task.tsx').then((part) => part.EditTask), {
  task: null,
})
const NewTask = lazyDialog(() => import('~/features/task/planner/new-task.tsx').then((part) => part.NewTask), {
  opened: false,
})

/** How far the order is at each stage, and its tasks. Without the right to see everybody's, only one's own are listed. */
export function OrderTasks({ order }: { order: WorkOrder }) {
  const { permissions } = useSession()
  const seesAll = permissions.has('task.read')
  const seesSome = seesAll || permissions.has('task.own')
  const query = trpc.task.list.useQuery({ workOrderId: order.id, sort: 'id', limit: 200 }, { enabled: seesSome })
  const [planning, setPlanning] = useState(false)
  if (!seesSome) return null
  const tasks = query.data?.items ?? []
  const progress = stageProgress(order.frame.stages, order.quantity, tasks)
  const open = order.status === 'PENDING' || order.status === 'IN_PROGRESS'
  const mayPlan = permissions.has('task.assign') && open && order.frame.stages.length > 0
  return (
    <>
      {seesAll && query.data && progress.length > 0 ? <StageBars order={order} progress={progress} /> : null}
      <Section
        title={seesAll ? 'Tasks' : 'My tasks of it'}
        action={
          mayPlan ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setPlanning(true)}
            >
              Add task
            </Button>
          ) : null
        }
      >
        {query.isPending ? <RowsSkeleton /> : null}
        {query.error ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : null}
        {query.data && tasks.length === 0 ? (
          <p className="fw-muted">
            {mayPlan ? 'No tasks yet. Add one for each stage, so that somebody can start.' : 'No tasks yet.'}
          </p>
        ) : null}
        <TaskList tasks={tasks} />
      </Section>
      <NewTask
        opened={planning}
        onClose={() => setPlanning(false)}
        kind={stageToPlan(progress, order.quantity)}
        workOrder={{
          id: order.id,
          frameId: order.frameId,
          stages: order.frame.stages,
          quantity: order.quantity,
        }}
      />
    </>
  )
}

function TaskList({ tasks }: { tasks: readonly Task[] }) {
  const actions = useTaskActions()
  const [editing, setEditing] = useState<Task | null>(null)
  return (
    <>
      <ul className={classes.rows}>
        {tasks.map((task) => (
          <li key={task.id}>
            <span className={classes.grow}>
              <Link to="/tasks/$id" params={{ id: task.id }} className="fw-link">
                {lookOf('taskKind', task.kind).word}
              </Link>{' '}
              × <QuantityText value={task.quantity} />
            </span>
            <span className={classes.grow}>{task.user?.name ?? <span className="fw-muted">Anybody</span>}</span>
            <Worked task={task} />
            <StateBadge group="task" state={task.status} size="sm" />
            <TaskMenu task={task} actions={actions} onEdit={setEditing} />
          </li>
        ))}
      </ul>
      <EditTask task={editing} onClose={() => setEditing(null)} />
    </>
  )
}

function RowsSkeleton() {
  return (
    <Stack gap="sm" role="status" aria-label="Loading">
      <Skeleton height={20} />
      <Skeleton height={20} />
    </Stack>
  )
}
