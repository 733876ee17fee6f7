import { BarList } from '~/components/plots/bar-list.tsx'
import { Legend } from '~/components/plots/legend.tsx'
import { StateBadge } from '~/components/state-badge.tsx'
import { formatCount, formatMoney } from '~/lib/format.ts'
import { lookOf, type StateGroup, states } from '~/state/state-table.ts'
import type { Summary } from './home-page.tsx'

interface StateBarsProps {
  group: StateGroup
  byStatus: Record<string, number>
  /** Their money, for the tip. */
  amounts?: Record<string, string>
  path: string
}

/** Each state: its badge, its share of the largest, its count; leads to the list. */
function StateBars({ group, byStatus, amounts, path }: StateBarsProps) {
  return (
    <BarList
      bars={Object.entries(byStatus).map(([state, count]) => ({
        key: state,
        label: <StateBadge group={group} state={state} size="sm" />,
        color: lookOf(group, state).color,
        value: count,
        shown: formatCount(count),
        title: amounts === undefined ? undefined : formatMoney(amounts[state] ?? '0'),
        path,
        search: { status: [state] },
      }))}
    />
  )
}

type Orders = NonNullable<Summary['orders']>

/** Purchase orders by state, with their money in the tip. */
export function PurchaseStates({ orders }: { orders: NonNullable<Orders['purchase']> }) {
  const { byStatus, amountByStatus } = orders
  return <StateBars group="purchaseOrder" byStatus={byStatus} amounts={amountByStatus} path="/purchase-orders" />
}

/** Sales orders by state, with their money in the tip. */
export function SalesStates({ orders }: { orders: NonNullable<Orders['sales']> }) {
  const { byStatus, amountByStatus } = orders
  return <StateBars group="salesOrder" byStatus={byStatus} amounts={amountByStatus} path="/sales-orders" />
}

export function WorkOrderStates({ workOrders }: { workOrders: NonNullable<Summary['workOrders']> }) {
  return <StateBars group="workOrder" byStatus={workOrders.byStatus} path="/work-orders" />
}

/** States of a task that are work still to do or under way; what is over says nothing about where the work is. */
const open = ['IN_PROGRESS', 'PAUSED', 'PENDING'] as const

/** Open tasks by stage, each bar divided by state. */
export function StageBars({ tasks }: { tasks: NonNullable<Summary['tasks']> }) {
  return (
    <>
      <BarList
        bars={Object.entries(tasks.byKind).map(([kind, counts]) => {
          const total = open.reduce((sum, state) => sum + counts[state], 0)
          return {
            key: kind,
            label: lookOf('taskKind', kind).word,
            value: total,
            parts: open.map((state) => ({ key: state, value: counts[state], color: states.task[state].color })),
            shown: formatCount(total),
            path: '/tasks',
            search: { kind, status: ['PENDING', 'IN_PROGRESS', 'PAUSED'] },
          }
        })}
      />
      <Legend entries={open.map((state) => ({ label: states.task[state].word, color: states.task[state].color }))} />
    </>
  )
}
