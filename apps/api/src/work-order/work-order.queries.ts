import { notFound } from '@framewright/contracts/errors'
import type { WorkOrderQueries } from '@framewright/contracts/work-order/work-order.service'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { suggestAssignee } from './assignee.queries.ts'
import { jobCardOf } from './job-card.queries.ts'
import { toWorkOrder } from './work-order.mapper.ts'
import { isFiltered, selectWorkOrders } from './work-order.sql.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`work_order.id`, type: 'int4' },
  number: { by: sql`work_order.number`, type: 'text' },
  // What has no due date comes behind everything that has one.
  dueDate: { by: sql`coalesce(work_order.due_date, 'infinity'::date)`, type: 'date' },
  priority: { by: sql`array_position(array['LOW','NORMAL','HIGH','URGENT'], work_order.priority::text)`, type: 'int4' },
  status: {
    by: sql`array_position(array['PENDING','IN_PROGRESS','COMPLETED','CANCELLED'], work_order.status::text)`,
    type: 'int4',
  },
  quantity: { by: sql`work_order.quantity`, type: 'numeric' },
  createdAt: { by: sql`work_order.created_at`, type: 'timestamptz' },
}

export function workOrderQueries({ read, clock, papers }: Pick<Deps, 'read' | 'clock' | 'papers'>): WorkOrderQueries {
  const queries: WorkOrderQueries = {
    async list({ caller }, input) {
      return fetchPage(selectWorkOrders(read, input, clock.today()), input, {
        id: sql<number>`work_order.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toWorkOrder(row, caller),
        total: isFiltered(input) ? undefined : keptCount('workOrder'),
      })
    },

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'workOrder') }
      const row = await selectWorkOrders(read, input, clock.today())
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const row = await selectWorkOrders(read, {}, clock.today()).where('work_order.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('work order', id)
      return toWorkOrder(row, caller)
    },

    async jobCard(call, { id }) {
      return jobCardOf({ read, papers }, await queries.get(call, { id }), clock.today())
    },

    suggestAssignee: (_call, { id }) => suggestAssignee(read, id),
  }
  return queries
}
