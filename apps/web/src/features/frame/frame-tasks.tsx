import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { ListLink } from '~/components/list-link.tsx'
import table from '~/components/plain-table.module.css'
import { StateBadge } from '~/components/state-badge.tsx'
import { QuantityText } from '~/components/text.tsx'
import { WidgetError } from '~/components/widget-error.tsx'
import { formatDuration } from '~/lib/format.ts'
import { trpc } from '~/lib/trpc.ts'
import { lookOf } from '~/state/state-table.ts'
import classes from './frame-page.module.css'

const shown = 8

/** The newest tasks on a frame, and the way to all of them. */
export function FrameTasks({ frameId }: { frameId: number }) {
  const query = trpc.task.list.useQuery({ frameId, sort: '-id', limit: shown })
  if (query.isPending) return <Skeleton height={72} />
  if (!query.data) return <WidgetError error={query.error} retry={() => void query.refetch()} />
  const { items, nextCursor } = query.data
  if (items.length === 0) return <span className={classes.quiet}>Nobody has worked on it yet.</span>
  return (
    <>
      <div className={table.scroll}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Stage</th>
              <th scope="col">Person</th>
              <th scope="col">Work order</th>
              <th scope="col" data-align="right">
                Quantity
              </th>
              <th scope="col" data-align="right">
                Time
              </th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {items.map((task) => (
              <tr key={task.id}>
                <td>
                  <Link to={`/tasks/${task.id}` as string} className="fw-link">
                    {lookOf('taskKind', task.kind).word}
                  </Link>
                </td>
                <td>{task.user?.name ?? <span className="fw-muted">Nobody yet</span>}</td>
                <td>
                  {task.workOrder ? (
                    <Link to={`/work-orders/${task.workOrder.id}` as string} className="fw-link">
                      {task.workOrder.number}
                    </Link>
                  ) : (
                    <span className="fw-muted">–</span>
                  )}
                </td>
                <td data-align="right">
                  <QuantityText value={task.quantity} />
                </td>
                <td data-align="right">{task.duration > 0 ? formatDuration(task.duration) : '–'}</td>
                <td>
                  <StateBadge group="task" state={task.status} size="sm" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {nextCursor ? (
        <ListLink path="/tasks" search={{ frameId }} className="fw-link">
          All tasks of this frame
        </ListLink>
      ) : null}
    </>
  )
}
