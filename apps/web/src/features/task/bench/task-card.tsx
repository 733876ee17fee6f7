import type { Task } from '@framewright/contracts/task/task.schema'
import { useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { FrameDrawing } from '~/components/frame-drawing.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { DayText } from '~/components/text.tsx'
import { phone } from '~/lib/breakpoints.ts'
import { formatQuantity } from '~/lib/format.ts'
import { Stopwatch } from '../elapsed.tsx'
import { frameSize, kindVerbs } from '../task-words.ts'
import classes from './bench.module.css'

/** The one huge card of the bench: what to do, how long it has taken, and, as children, what one can press. */
export function TaskCard({ task, children }: { task: Task; children: ReactNode }) {
  const narrow = useMediaQuery(phone, false, { getInitialValueInEffect: false })
  const { frame, workOrder } = task
  const urgent = workOrder && (workOrder.priority === 'HIGH' || workOrder.priority === 'URGENT')
  return (
    <article
      className={classes.card}
      data-running={task.status === 'IN_PROGRESS' || undefined}
      aria-label={`${kindVerbs[task.kind]} ${frame.name}`}
    >
      <div className={classes.drawing}>
        <FrameDrawing
          widthMm={frame.widthMm}
          heightMm={frame.heightMm}
          material={frame.material}
          size={narrow ? 190 : 300}
          labels
          title={`${frame.name}, ${frameSize(frame)}`}
        />
      </div>
      <div>
        <div className={classes.kind}>
          {kindVerbs[task.kind]} {urgent ? <StateBadge group="priority" state={workOrder.priority} size="lg" /> : null}
        </div>
        <h2 className={classes.what}>
          {formatQuantity(task.quantity)} × {frame.name}
        </h2>
        <dl className={classes.facts}>
          <Fact label="Size">{frameSize(frame)}</Fact>
          <Fact label="Material">{frame.material}</Fact>
          {workOrder ? <Fact label="Work order">{workOrder.number}</Fact> : null}
          {workOrder?.dueDate ? (
            <Fact label="Due">
              <DayText value={workOrder.dueDate} />
            </Fact>
          ) : null}
          <Fact label="Task">{task.id}</Fact>
        </dl>
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
