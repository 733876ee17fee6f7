import type { ProductionOrderCountInput } from '@framewright/contracts/production-order/production-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'

/** Production orders with what they make, as a filter wants them. `today` decides what is late. */
export function selectProductionOrders(read: ReadDb, filter: ProductionOrderCountInput, today: string) {
  const late = sql<boolean>`(production_order.status in ('DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD')
    and coalesce(production_order.due_date < ${today}::date, false))`
  let query = read
    .selectFrom('production_order')
    .innerJoin('item', 'item.id', 'production_order.item_id')
    .leftJoin('sales_order as sale', 'sale.id', 'production_order.sales_order_id')
    .leftJoin('machine', 'machine.id', 'production_order.machine_id')
    .select(['production_order.id', 'production_order.number', 'production_order.status'])
    .select(['production_order.planned', 'production_order.produced', 'production_order.scrapped'])
    .select(['production_order.priority', 'production_order.due_date', 'production_order.created_at'])
    .select(['production_order.version', 'item.id as item_id', 'item.sku', 'item.name', 'item.unit'])
    .select(['production_order.machine_id', 'machine.code as machine_code', 'machine.name as machine_name'])
    .select(['production_order.scheduled_start', 'production_order.scheduled_end'])
    .select(['sale.id as sales_order_id', 'sale.number as sales_order_number'])
    .select(late.as('late'))
    .select(sql<boolean>`exists(select from production_output o where o.order_id = production_order.id)`.as('begun'))

  const { status, priority, itemId, componentId, salesOrderId, machineId, scheduled, dueFrom, dueTo, search } = filter
  if (status !== undefined && status.length > 0) query = query.where('production_order.status', 'in', status)
  if (priority !== undefined && priority.length > 0) query = query.where('production_order.priority', 'in', priority)
  if (itemId !== undefined) query = query.where('production_order.item_id', '=', itemId)
  if (salesOrderId !== undefined) query = query.where('production_order.sales_order_id', '=', salesOrderId)
  if (machineId !== undefined) query = query.where('production_order.machine_id', '=', machineId)
  if (scheduled !== undefined) {
    query = query.where('production_order.scheduled_start', scheduled ? 'is not' : 'is', null)
  }
  if (dueFrom !== undefined) query = query.where('production_order.due_date', '>=', dueFrom)
  if (dueTo !== undefined) query = query.where('production_order.due_date', '<=', dueTo)
  // Written out rather than `late = true`, so that the partial index on open orders answers it.
  if (filter.late === true) query = query.where(late)
  if (filter.late === false) query = query.where(sql<boolean>`not ${late}`)
  if (componentId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('production_order_line as line')
          .select('line.id')
          .whereRef('line.order_id', '=', 'production_order.id')
          .where('line.component_id', '=', componentId),
      ),
    )
  }
  if (search) {
    const pattern = containing(search.toLowerCase())
    // The items first, as a list: both sides of the "or" can then be answered by an index of the orders.
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(production_order.number) like ${pattern}`,
        sql<boolean>`production_order.item_id = any(array(
          select i.id from item i where lower(i.sku) || ' ' || lower(i.name) like ${pattern}))`,
      ]),
    )
  }
  return query
}

export type ProductionOrderRow = Awaited<
  ReturnType<ReturnType<typeof selectProductionOrders>['executeTakeFirstOrThrow']>
>

/** Whether a list input narrows anything down: an unfiltered list has its total kept. */
export function isFiltered(input: ProductionOrderCountInput): boolean {
  const { status, priority, itemId, componentId, salesOrderId, machineId, scheduled, late, dueFrom, dueTo, search } =
    input
  const set = [search || undefined, status?.length || undefined, priority?.length || undefined]
  return [...set, itemId, componentId, salesOrderId, machineId, scheduled, late, dueFrom, dueTo].some(
    (one) => one !== undefined,
  )
}
