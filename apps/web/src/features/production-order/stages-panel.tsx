import * as decimal from '@framewright/contracts/core/decimal'
import type { ProductionOrder, ProductionStage } from '@framewright/contracts/production-order/production-order.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import type { Task } from '@framewright/contracts/task/task.schema'
import { Button, Group, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { Worked } from '~/features/task/elapsed.tsx'
import { TaskMenu } from '~/features/task/planner/task-menu.tsx'
import { useTaskActions } from '~/features/task/planner/use-task-actions.ts'
import { formatDuration, formatQuantity } from '~/lib/format.ts'
import { lazyDialog } from '~/lib/lazy-part.tsx'
import { useSession } from '~/lib/session.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import { MadeBar } from './made-progress.tsx'
import { Losses, ReportBad } from './stage-losses.tsx'
import classes from './stages.module.css'

const EditTask = lazyDialog(() => import('~/features/task/planner/edit-task.tsx').then((part) => part.EditTask), {
  task: null,
})
const NewTask = lazyDialog(() => import('~/features/task/planner/new-task.tsx').then((part) => part.NewTask), {
  opened: false,
})

/** The stages an order goes through: how far each is, what waits before it, and who does it. */
export function StagesPanel({ order }: { order: ProductionOrder }) {
  const { permissions } = useSession()
  const sees = order.status !== 'DRAFT' && (permissions.has('task.read') || permissions.has('task.own'))
  const query = trpc.task.list.useQuery({ productionOrderId: order.id, sort: 'id', limit: 200 }, { enabled: sees })
  const [planning, setPlanning] = useState<TaskKind | null>(null)
  const tasks = query.data?.items ?? []
  const going = order.status === 'RELEASED' || order.status === 'IN_PROGRESS'
  return (
    <>
      <ol className={classes.stages}>
        {order.stages.map((stage) => (
          <Stage
            key={stage.stage}
            order={order}
            stage={stage}
            tasks={tasks.filter((task) => task.kind === stage.stage)}
            onPlan={
              going && permissions.has('task.assign') && roomOf(stage, tasks) !== '0'
                ? () => setPlanning(stage.stage)
                : null
            }
          />
        ))}
      </ol>
      {query.error ? <WidgetError error={query.error} retry={() => void query.refetch()} /> : null}
      <NewTask
        opened={planning !== null}
        onClose={() => setPlanning(null)}
        kind={planning ?? undefined}
        productionOrder={{
          id: order.id,
          itemId: order.itemId,
          stages: order.stages.map(({ stage }) => stage),
          quantity: roomOf(
            order.stages.find(({ stage }) => stage === planning),
            tasks,
          ),
        }}
      />
    </>
  )
}

const openStates: readonly Task['status'][] = ['PENDING', 'IN_PROGRESS', 'PAUSED']

/** What is left at a stage beyond what its open tasks ask for. */
function roomOf(stage: ProductionStage | undefined, tasks: readonly Task[]): string {
  if (stage === undefined) return '0'
  const asked = tasks
    .filter((task) => task.kind === stage.stage && openStates.includes(task.status))
    .map((task) => task.quantity)
  const room = decimal.subtract(stage.left, decimal.sum(asked))
  return decimal.quantity(decimal.isPositive(room) ? room : '0')
}

interface StageProps {
  order: ProductionOrder
  stage: ProductionStage
  tasks: readonly Task[]
  onPlan: (() => void) | null
}

function Stage({ order, stage, tasks, onPlan }: StageProps) {
  const draft = order.status === 'DRAFT'
  const { word, icon: Icon } = lookOf('taskKind', stage.stage)
  const counted = { planned: order.planned, produced: stage.good, scrapped: stage.scrapped }
  const losses = order.outputs.filter((output) => output.stage === stage.stage && output.nonConformance !== null)
  return (
    <li className={classes.stage}>
      <div className={classes.head}>
        <span className={classes.name}>
          <Icon size={18} aria-hidden /> {word}
        </span>
        {draft ? null : (
          <span className="fw-number">
            {formatQuantity(stage.good)} of {formatQuantity(order.planned)}
            {decimal.isZero(stage.scrapped) ? null : (
              <span className="fw-late">, {formatQuantity(stage.scrapped)} lost</span>
            )}
          </span>
        )}
      </div>
      {draft ? null : <MadeBar order={counted} />}
      {draft ? null : (
        <Text size="xs" c="dimmed" className={classes.facts}>
          {decimal.isZero(stage.left)
            ? 'Nothing left to do'
            : `${formatQuantity(decimal.subtract(stage.ready, stage.waiting))} ready here`}
          {decimal.isZero(stage.waiting) ? '' : ` · ${formatQuantity(stage.waiting)} waiting for quality`}
          {stage.seconds > 0 ? ` · ${formatDuration(stage.seconds)} worked` : ''}
          {stage.plannedSeconds === null ? '' : ` · ${formatDuration(stage.plannedSeconds)} planned`}
        </Text>
      )}
      <Losses losses={losses} />
      <TaskLines tasks={tasks} />
      <Group gap="xs" mt={6} className="fw-no-print">
        {onPlan === null ? null : (
          <Button size="compact-xs" variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={onPlan}>
            Add a task of {word.toLowerCase()}
          </Button>
        )}
        <ReportBad order={order} stage={stage} />
      </Group>
    </li>
  )
}

function TaskLines({ tasks }: { tasks: readonly Task[] }) {
  const actions = useTaskActions()
  const [editing, setEditing] = useState<Task | null>(null)
  if (tasks.length === 0) return null
  return (
    <>
      <ul className={classes.tasks}>
        {tasks.map((task) => (
          <li key={task.id}>
            <span className={classes.grow}>
              <Link to="/tasks/$id" params={{ id: task.id }} className="fw-link">
                Task {task.id}
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
