import type { Caller } from '@framewright/contracts/core/context'
import type { DashboardSummary } from '@framewright/contracts/statistics/statistics.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { shiftDay } from '../core/clock.ts'
import { seesOwnOnly as seesOwnInvoices } from '../invoice/invoice.sql.ts'
import { seesOwnOnly } from '../sales-order/sales-order.sql.ts'

/** Days a trend covers, today included. */
const days = 14

type Trends = DashboardSummary['trends']
interface Point {
  name: keyof Trends
  day: string
  value: number
}

/**
 * What was bought and done on each of the last days, in the shop's time zone; empty where the caller may not read it. Only
 * the days' own rows are read, each from the index on its date. Cancelled orders bought and sold nothing, nor do drafts, and
 * whoever sells in their own name sees their own sales. A frame counts as made by the last of its stages that makes it.
 */
export async function readTrends(
  read: ReadDb,
  caller: Caller,
  { today, timeZone }: { today: string; timeZone: string },
): Promise<Trends> {
  const first = shiftDay(today, 1 - days)
  const midnight = (day: string) => sql`${day}::date::timestamp at time zone ${timeZone}`
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${midnight(first)} and ${sql.ref(column)} < ${midnight(shiftDay(today, 1))}`
  const dayOf = (column: string) => sql`(${sql.ref(column)} at time zone ${timeZone})::date`

  const parts = []
  const shown = new Set<keyof Trends>()
  if (caller.permissions.has('purchaseOrder.read')) {
    shown.add('purchaseAmount')
    parts.push(sql`select 'purchaseAmount', order_date, sum(total_amount)::float8
      from purchase_order
      where order_date between ${first}::date and ${today}::date and status <> 'CANCELLED' group by 2`)
  }
  if (caller.permissions.has('salesOrder.read') || caller.permissions.has('salesOrder.own')) {
    shown.add('salesAmount')
    const own = seesOwnOnly(caller) ? sql`and owner_id = ${caller.userId}` : sql``
    parts.push(sql`select 'salesAmount', order_date, sum(total)::float8
      from sales_order
      where order_date between ${first}::date and ${today}::date and status not in ('DRAFT', 'CANCELLED') ${own} group by 2`)
  }
  if (caller.permissions.has('invoice.read') || caller.permissions.has('invoice.own')) {
    shown.add('invoicedAmount')
    const own = seesOwnInvoices(caller) ? sql`and owner_id = ${caller.userId}` : sql``
    parts.push(sql`select 'invoicedAmount', invoice_date, sum(total)::float8
      from invoice
      where invoice_date between ${first}::date and ${today}::date ${own} group by 2`)
  }
  if (caller.permissions.has('workOrder.read')) {
    shown.add('workOrdersCompleted')
    parts.push(sql`select 'workOrdersCompleted', ${dayOf('completed_at')}, count(*)::float8
      from work_order where ${within('completed_at')} and status = 'COMPLETED' group by 2`)
  }
  if (caller.permissions.has('task.read')) {
    shown.add('tasksCompleted').add('framesMade')
    parts.push(sql`select unnest(array['tasksCompleted', 'framesMade']), day, unnest(array[tasks, made]) from (
      select ${dayOf('end_time')} as day, count(*)::float8 as tasks,
        coalesce(sum(task.quantity - task.scrapped) filter (where task.kind = (
          select stage from unnest(frame.stages) with ordinality as s (stage, place)
          where stage <> 'INSTALLATION' order by place desc limit 1)), 0)::float8 as made
      from task left join frame on frame.id = task.item_id
      where ${within('end_time')} and task.status = 'COMPLETED' group by 1) as done`)
  }

  const points =
    parts.length === 0
      ? []
      : (
          await sql<Point>`select * from (${sql.join(parts, sql` union all `)}) as point (name, day, value)`.execute(
            read,
          )
        ).rows
  const figure = new Map(points.map((point) => [`${point.name} ${point.day}`, point.value]))
  const trend = (name: keyof Trends) =>
    shown.has(name)
      ? Array.from({ length: days }, (_, index) => {
          const day = shiftDay(first, index)
          return { day, value: figure.get(`${name} ${day}`) ?? 0 }
        })
      : []
  return {
    purchaseAmount: trend('purchaseAmount'),
    salesAmount: trend('salesAmount'),
    invoicedAmount: trend('invoicedAmount'),
    workOrdersCompleted: trend('workOrdersCompleted'),
    tasksCompleted: trend('tasksCompleted'),
    framesMade: trend('framesMade'),
  }
}
