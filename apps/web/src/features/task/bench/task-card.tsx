import type { Task } from '@framewright/contracts/task/task.schema'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { phone } from '~/lib/breakpoints.ts'
import { formatQuantity } from '~/lib/format.ts'
import { Stopwatch } from '../elapsed.tsx'
import { TaskPicture } from '../task-picture.tsx'
import { frameSize, kindVerbs, orderOf } from '../task-words.ts'
import classes from './bench.module.css'

/** The one huge card of the bench: what to do, how long it has taken, and, as children, what one can press. */
export function TaskCard({ task, children }: { task: Task; children: ReactNode }) {
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const { frame, item, workOrder, productionOrder, ready } = task
  const order = orderOf(task)
  const urgent = order && (order.priority === 'HIGH' || order.priority === 'URGENT')
  return (
    <article
      className={classes.card}
      data-running={task.status === 'IN_PROGRESS' || undefined}
      aria-label={`${kindVerbs[task.kind]} ${item.name}`}
    >
      <div className={classes.drawing}>
        <TaskPicture task={task} size={narrow ? 190 : 300} labels />
      </div>
      <div>
        <div className={classes.kind}>
          {kindVerbs[task.kind]} {urgent ? <StateBadge group="priority" state={order.priority} size="lg" /> : null}
        </div>
        <h2 className={classes.what}>
          {formatQuantity(task.quantity)} × {item.name}
        </h2>
        <dl className={classes.facts}>
          {frame ? <Fact label="Size">{frameSize(frame)}</Fact> : <Fact label="SKU">{item.sku}</Fact>}
          {frame ? <Fact label="Material">{frame.material}</Fact> : null}
          {productionOrder ? <Fact label="Production order">{productionOrder.number}</Fact> : null}
          {workOrder ? <Fact label="Work order">{workOrder.number}</Fact> : null}
          {ready === null || task.status === 'COMPLETED' ? null : (
            <Fact label="Ready here">{formatQuantity(ready)}</Fact>
          )}
          {order?.dueDate ? (
            <Fact label="Due">
              <DayText value={order.dueDate} />
            </Fact>
          ) : null}
          <Fact label="Task">{task.id}</Fact>
        </dl>
        {productionOrder?.status === 'ON_HOLD' ? (
          <p className={classes.notes}>{productionOrder.number} is on hold. Ask whoever plans before you go on.</p>
        ) : null}
        {task.notes === '' ? null : <p className={classes.notes}>{task.notes}</p>}
      </div>
      <div className={classes.doing}>
        <div className={classes.clockRow}>
          {task.status === 'PENDING' ? null : (
            <span className={classes.clock}>
              <Stopwatch task={task} />
            </span>
          )}
          <StateBadge group="task" state={task.status} size="lg" />
          {task.userId === null && task.status === 'PENDING' ? <span className="fw-muted">Open to take</span> : null}
        </div>
        {children}
      </div>
    </article>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
