import * as decimal from '@framewright/contracts/core/decimal'
import type { Task } from '@framewright/contracts/task/task.schema'
import { Link } from '@tanstack/react-router'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { Worked } from '../elapsed.tsx'
import { TaskPicture } from '../task-picture.tsx'
import { frameSize, orderOf, taskOrder } from '../task-words.ts'
import classes from './bench.module.css'

interface Props {
  title: string
  tasks: readonly Task[]
  /** Said where there is none; left out, the whole part is. */
  none?: string
}

/** Tasks in order, each a whole row to press: it comes up on the big card. */
export function TaskRows({ title, tasks, none }: Props) {
  if (tasks.length === 0 && none === undefined) return null
  return (
    <section className={classes.section} aria-label={title}>
      <h2>{title}</h2>
      {tasks.length === 0 ? <p className="fw-muted">{none}</p> : null}
      <ul className={classes.list}>
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskRow task={task} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function TaskRow({ task }: { task: Task }) {
  const { frame, item, ready } = task
  const order = orderOf(task)
  const urgent = order && (order.priority === 'HIGH' || order.priority === 'URGENT')
  const waits = ready !== null && decimal.isZero(ready) && task.status === 'PENDING'
  return (
    <Link to="/bench" search={{ task: task.id }} className={classes.row}>
      <TaskPicture task={task} size={52} />
      <span>
        <span className={classes.rowTitle}>{taskOrder(task)}</span>
        <span className={classes.rowFacts}>
          <span>{frame ? frameSize(frame) : item.sku}</span>
          {order ? <span>{order.number}</span> : null}
          {waits ? <span>waits for the stage before</span> : null}
          {order?.dueDate && task.status !== 'COMPLETED' ? (
            <span>
              due <DayText value={order.dueDate} />
            </span>
          ) : null}
          {task.status === 'PENDING' ? null : <Worked task={task} />}
        </span>
      </span>
      {task.status === 'PENDING' ? (
        urgent ? (
          <StateBadge group="priority" state={order.priority} />
        ) : null
      ) : (
        <StateBadge group="task" state={task.status} />
      )}
    </Link>
  )
}
