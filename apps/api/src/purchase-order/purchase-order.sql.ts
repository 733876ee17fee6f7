import type { PurchaseOrderCountInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, holdsText } from '../core/cursor.ts'

/** Purchase orders with their supplier, as a filter wants them. `today` decides what is late. */
export function selectPurchaseOrders(read: ReadDb, filter: PurchaseOrderCountInput, today: string) {
  const late = sql<boolean>`(purchase_order.status in ('PENDING', 'PARTIALLY_RECEIVED')
    and coalesce(purchase_order.expected_date < ${today}::date, false))`
  let query = read
    .selectFrom('purchase_order')
    .innerJoin('supplier', 'supplier.id', 'purchase_order.supplier_id')
    .select(['purchase_order.id', 'purchase_order.number', 'purchase_order.supplier_id'])
    .select(['purchase_order.order_date', 'purchase_order.expected_date', 'purchase_order.status'])
    .select(['purchase_order.total_amount', 'purchase_order.version', 'supplier.name as supplier_name'])
    .select(late.as('late'))

  const { search, status, supplierId, itemId, orderedFrom, orderedTo } = filter
  if (status !== undefined && status.length > 0) query = query.where('purchase_order.status', 'in', status)
  if (supplierId !== undefined) query = query.where('purchase_order.supplier_id', '=', supplierId)
  if (orderedFrom !== undefined) query = query.where('purchase_order.order_date', '>=', orderedFrom)
  if (orderedTo !== undefined) query = query.where('purchase_order.order_date', '<=', orderedTo)
  // Written out rather than `late = true`, so that the partial index on open orders answers it.
  if (filter.late === true) query = query.where(late)
  if (filter.late === false) query = query.where(sql<boolean>`not ${late}`)
  if (itemId !== undefined) {
    query = query.where((eb) =>
      eb.exists(
        eb
          .selectFrom('purchase_order_line')
          .select(sql`1`.as('one'))
          .whereRef('purchase_order_line.order_id', '=', 'purchase_order.id')
          .where('purchase_order_line.item_id', '=', itemId),
      ),
    )
  }
  if (search) {
    const wanted = search.toLowerCase()
    // The suppliers first, as a list: both sides of the "or" can then be answered by an index of the orders.
    query = query.where((eb) =>
      eb.or([
        holdsText(sql`lower(purchase_order.number)`, wanted),
        sql<boolean>`purchase_order.supplier_id = any(array(select s.id from supplier s where lower(s.name) like ${containing(wanted)}))`,
      ]),
    )
  }
  return query
}

export type PurchaseOrderRow = Awaited<ReturnType<ReturnType<typeof selectPurchaseOrders>['executeTakeFirstOrThrow']>>
