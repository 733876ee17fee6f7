import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Permission } from '@framewright/contracts/permissions'
import type { Attention } from '@framewright/contracts/statistics/statistics.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { personName } from '../core/names.ts'
import { seesOwnOnly } from '../sales-order/sales-order.sql.ts'
import { available } from '../stock/stock.sql.ts'

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
  const kinds: [Attention['kind'], Permission[], (read: ReadDb, day: Day, caller: Caller) => Promise<Example[]>][] = [
    ['LATE_SALES_ORDER', ['salesOrder.read', 'salesOrder.own'], lateSalesOrders],
    ['SHORT_SALES_ORDER', ['salesOrder.read', 'salesOrder.own'], shortSalesOrders],
    ['LATE_PRODUCTION_ORDER', ['productionOrder.read'], lateProductionOrders],
    ['LATE_WORK_ORDER', ['workOrder.read'], lateWorkOrders],
    ['LATE_PURCHASE_ORDER', ['purchaseOrder.read'], latePurchaseOrders],
    ['LOW_STOCK', ['stock.read'], lowStock],
    ['UNASSIGNED_WORK_ORDER', ['workOrder.read'], unassignedWorkOrders],
    ['WAITING_USER', ['user.read'], waitingUsers],
  ]
  const mine = kinds.filter(([, permissions]) => permissions.some((one) => caller.permissions.has(one)))
  const found = await Promise.all(
    mine.map(async ([kind, , find]) => {
      const examples = await find(read, day, caller)
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
const openSalesOrder = sql<boolean>`status in ('DRAFT', 'CONFIRMED')`
const openProductionOrder = sql<boolean>`status in ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD')`
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

/** Of all, or of one's own where one sees no others. */
function lateSalesOrders(read: ReadDb, { today }: Day, caller: Caller): Promise<Example[]> {
  let late = read.selectFrom('sales_order').where(openSalesOrder).where('due_date', '<', today)
  if (seesOwnOnly(caller)) late = late.where('owner_id', '=', caller.userId)
  const first = late.select(['id', 'number', 'customer_id', 'due_date']).orderBy('due_date').orderBy('id').limit(few)
  return read
    .selectFrom(first.as('first'))
    .innerJoin('customer', 'customer.id', 'first.customer_id')
    .select(['first.id', 'first.number as title', 'customer.name as detail', 'first.due_date as day'])
    .select(late.select(howMany).$asScalar().$notNull().as('total'))
    .orderBy('first.due_date')
    .orderBy('first.id')
    .execute()
}

/** Drafts that were refused for stock and would be again, of all or of one's own. Few are: the index holds no others. */
async function shortSalesOrders(read: ReadDb, _day: Day, caller: Caller): Promise<Example[]> {
  let short = read
    .selectFrom('sales_order')
    .innerJoin('customer', 'customer.id', 'sales_order.customer_id')
    .select(['sales_order.id', 'number as title', 'customer.name as detail', 'due_date as day'])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .where('status', '=', sql.lit('DRAFT'))
    .where('short_at', 'is not', null)
    .where(sql<boolean>`exists (
      select from (
        select item_id, sum(quantity) as wanted from sales_order_line
        where order_id = sales_order.id and not cancelled group by item_id
      ) need join item on item.id = need.item_id and item.kind <> 'SERVICE'
      join item_stock on item_stock.item_id = need.item_id
      where need.wanted > item_stock.on_hand - item_stock.reserved)`)
  if (seesOwnOnly(caller)) short = short.where('sales_order.owner_id', '=', caller.userId)
  return await short
    .orderBy('due_date', (day) => day.asc().nullsLast())
    .orderBy('sales_order.id')
    .limit(few)
    .execute()
}

function lateProductionOrders(read: ReadDb, { today }: Day): Promise<Example[]> {
  const late = read.selectFrom('production_order').where(openProductionOrder).where('due_date', '<', today)
  const first = late.select(['id', 'number', 'item_id', 'due_date']).orderBy('due_date').orderBy('id').limit(few)
  return read
    .selectFrom(first.as('first'))
    .innerJoin('item', 'item.id', 'first.item_id')
    .select(['first.id', 'first.number as title', 'item.name as detail', 'first.due_date as day'])
    .select(late.select(howMany).$asScalar().$notNull().as('total'))
    .orderBy('first.due_date')
    .orderBy('first.id')
    .execute()
}

/** What is farthest below its reorder point first. */
async function lowStock(read: ReadDb): Promise<Example[]> {
  const rows = await read
    .selectFrom('low_stock')
    .innerJoin('item', 'item.id', 'low_stock.item_id')
    .innerJoin('item_stock', 'item_stock.item_id', 'item.id')
    .select(['item.id', 'item.sku', 'item.name', 'item.unit'])
    .select([sql<string>`item.reorder_point`.as('reorder_point'), available.as('available')])
    .select(sql<number>`(count(*) over ())::int`.as('total'))
    .orderBy(sql`${available} / nullif(item.reorder_point, 0)`, (share) => share.asc().nullsFirst())
    .orderBy('item.id')
    .limit(few)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    title: row.name,
    detail: `${row.sku}: ${decimal.quantity(row.available)} of ${decimal.quantity(row.reorder_point)} ${row.unit}`,
    day: null,
    total: row.total,
  }))
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
