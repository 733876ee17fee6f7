import { ListLink } from '~/components/list-link.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { formatCount, formatMoney } from '~/lib/format.ts'
import { lookOf, type StateGroup, states } from '~/state/state-table.ts'
import classes from './home.module.css'
import type { Summary } from './home-page.tsx'

interface BarProps {
  group: StateGroup
  state: string
  count: number
  most: number
  title?: string
  path: string
  search: Record<string, unknown>
}

/** One state: its badge, its share of the largest, its count; leads to the list. */
function Bar({ group, state, count, most, title, path, search }: BarProps) {
  const { color } = lookOf(group, state)
  return (
    <li title={title}>
      <ListLink path={path} search={search} className={classes.bar}>
        <span>
          <StateBadge group={group} state={state} size="sm" />
        </span>
        <span className={classes.track}>
          {count > 0 ? (
            <span className={classes.fill} data-color={color} style={{ width: `${(count / most) * 100}%` }} />
          ) : null}
        </span>
        <span className={classes.count}>{formatCount(count)}</span>
      </ListLink>
    </li>
  )
}

const largest = (counts: Record<string, number>) => Math.max(1, ...Object.values(counts))

type Orders = NonNullable<Summary['orders']>

/** Purchase orders by state, with their money in the tip. */
export function PurchaseStates({ orders }: { orders: NonNullable<Orders['purchase']> }) {
  const most = largest(orders.byStatus)
  return (
    <ul className={classes.bars}>
      {Object.entries(orders.byStatus).map(([state, count]) => (
        <Bar
          key={state}
          group="purchaseOrder"
          state={state}
          count={count}
          most={most}
          title={formatMoney(orders.amountByStatus[state as keyof typeof orders.amountByStatus])}
          path="/purchase-orders"
          search={{ status: [state] }}
        />
      ))}
    </ul>
  )
}

/** Sales orders by state, with their money in the tip. */
export function SalesStates({ orders }: { orders: NonNullable<Orders['sales']> }) {
  const most = largest(orders.byStatus)
  return (
    <ul className={classes.bars}>
      {Object.entries(orders.byStatus).map(([state, count]) => (
        <Bar
          key={state}
          group="salesOrder"
          state={state}
          count={count}
          most={most}
          title={formatMoney(orders.amountByStatus[state as keyof typeof orders.amountByStatus])}
          path="/sales-orders"
          search={{ status: [state] }}
        />
      ))}
    </ul>
  )
}

export function WorkOrderStates({ workOrders }: { workOrders: NonNullable<Summary['workOrders']> }) {
  const most = largest(workOrders.byStatus)
  return (
    <ul className={classes.bars}>
      {Object.entries(workOrders.byStatus).map(([state, count]) => (
        <Bar
          key={state}
          group="workOrder"
          state={state}
          count={count}
          most={most}
          path="/work-orders"
          search={{ status: [state] }}
        />
      ))}
    </ul>
  )
}

/** States of a task that are work still to do or under way; what is over says nothing about where the work is. */
const open = ['IN_PROGRESS', 'PAUSED', 'PENDING'] as const

/** Open tasks by stage, each bar divided by state. */
export function StageBars({ tasks }: { tasks: NonNullable<Summary['tasks']> }) {
  const rows = Object.entries(tasks.byKind).map(([kind, counts]) => ({
    kind,
    counts,
    total: open.reduce((total, state) => total + counts[state], 0),
  }))
  const most = Math.max(1, ...rows.map((row) => row.total))
  return (
    <>
      <ul className={classes.bars}>
        {rows.map(({ kind, counts, total }) => (
          <li key={kind}>
            <ListLink
              path="/tasks"
              search={{ kind, status: ['PENDING', 'IN_PROGRESS', 'PAUSED'] }}
              className={classes.bar}
            >
              <span>{lookOf('taskKind', kind).word}</span>
              <span className={classes.track}>
                {open.map((state) =>
                  counts[state] > 0 ? (
                    <span
                      key={state}
                      className={classes.fill}
                      data-color={states.task[state].color}
                      style={{ width: `${(counts[state] / most) * 100}%` }}
                    />
                  ) : null,
                )}
              </span>
              <span className={classes.count}>{formatCount(total)}</span>
            </ListLink>
          </li>
        ))}
      </ul>
      <div className={classes.legend} aria-hidden>
        {open.map((state) => (
          <span key={state}>
            <i className={classes.fill} data-color={states.task[state].color} /> {states.task[state].word}
          </span>
        ))}
      </div>
    </>
  )
}
