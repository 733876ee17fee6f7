import type { Caller } from '@framewright/contracts/core/context'
import type { Permission } from '@framewright/contracts/permissions'
import type { Attention } from '@framewright/contracts/statistics/statistics.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { personName } from '../core/names.ts'

/** Examples of each kind: enough to act on, few enough to read. */
const few = 5

interface Example {
  id: number
  title: string
  detail: string
  day: string | null
  total: number
}

interface Day {
  today: string
  timeZone: string
}

/**
 * What waits for somebody, the most urgent first, of what this caller may read; a kind with nothing waiting is left out.
 * Each is counted over a partial index that holds open documents only.
 */
export async function readAttention(read: ReadDb, caller: Caller, day: Day): Promise<Attention[]> {
  const kinds: [Attention['kind'], Permission, (read: ReadDb, day: Day) => Promise<Example[]>][] = [
    ['LATE_WORK_ORDER', 'workOrder.read', lateWorkOrders],
    ['LATE_PURCHASE_ORDER', 'purchaseOrder.read', latePurchaseOrders],
    ['UNASSIGNED_WORK_ORDER', 'workOrder.read', unassignedWorkOrders],
    ['WAITING_USER', 'user.read', waitingUsers],
  ]
  const mine = kinds.filter(([, permission]) => caller.permissions.has(permission))
  const found = await Promise.all(
    mine.map(async ([kind, , find]) => {
      const examples = await find(read, day)
      return {
        kind,
        count: examples[0]?.total ?? 0,
        examples: examples.map(({ total: _, ...example }) => example),
      }
    }),
  )
  return found.filter((attention) => attention.count > 0)
}

// Written as the partial indexes are, so that they answer.
const openWorkOrder = sql<boolean>`status in ('PENDING', 'IN_PROGRESS')`
const openPurchaseOrder = sql<boolean>`status in ('PENDING', 'PARTIALLY_RECEIVED')`
const howMany = sql<number>`count(*)::int`.as('total')

function lateWorkOrders(read: ReadDb, { today }: Day): Promise<Example[]> {
  const late = read.selectFrom('work_order').where(openWorkOrder).where('due_date', '<', today)
  const first = late.select(['id', 'number', 'frame_id', 'due_date']).orderBy('due_date').orderBy('id').limit(few)
  return read
    .selectFrom(first.as('first'))
    .innerJoin('item', 'item.id', 'first.frame_id')
    .select(['first.id', 'first.number as title', 'item.name as detail', 'first.due_date as day'])
    .select(late.select(howMany).$asScalar().$notNull().as('total'))
    .orderBy('first.due_date')
    .orderBy('first.id')
    .execute()
}

function latePurchaseOrders(read: ReadDb, { today }: Day): Promise<Example[]> {
  const late = read.selectFrom('purchase_order').where(openPurchaseOrder).where('expected_date', '<', today)
  const columns = ['id', 'number', 'supplier_id', 'expected_date'] as const
  const first = late.select(columns).orderBy('expected_date').orderBy('id').limit(few)
  return read
    .selectFrom(first.as('first'))
    .innerJoin('supplier', 'supplier.id', 'first.supplier_id')
    .select(['first.id', 'first.number as title', 'supplier.name as detail', 'first.expected_date as day'])
    .select(late.select(howMany).$asScalar().$notNull().as('total'))
    .orderBy('first.expected_date')
    .orderBy('first.id')
    .execute()
}

/** The most pressing first, then what is due first. */
function unassignedWorkOrders(read: ReadDb): Promise<Example[]> {
  const open = read.selectFrom('work_order').where(openWorkOrder).where('assigned_to_id', 'is', null)
  const first = open
    .select(['id', 'number', 'frame_id', 'due_date', 'priority'])
    .orderBy('priority', 'desc')
    .orderBy('due_date', (day) => day.asc().nullsLast())
    .orderBy('id')
    .limit(few)
  return read
    .selectFrom(first.as('first'))
    .innerJoin('item', 'item.id', 'first.frame_id')
    .select(['first.id', 'first.number as title', 'item.name as detail', 'first.due_date as day'])
    .select(open.select(howMany).$asScalar().$notNull().as('total'))
    .orderBy('first.priority', 'desc')
    .orderBy('first.due_date', (day) => day.asc().nullsLast())
    .orderBy('first.id')
    .execute()
}

async function waitingUsers(read: ReadDb, { timeZone }: Day): Promise<Example[]> {
  const rows = await read
    .selectFrom('app_user')
    .select(['id', 'username', 'email', 'first_name', 'last_name'])
    .select(sql<string>`(date_joined at time zone ${timeZone})::date`.as('day'))
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .where('role_assigned', '=', false)
    .where('active', '=', true)
    .orderBy('date_joined')
    .orderBy('id')
    .limit(few)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: personName(row),
    detail: row.email,
    day: row.day,
    total: row.total,
  }))
}
