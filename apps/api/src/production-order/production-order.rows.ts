import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ProductionOrderStatus } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import type { CountedItem } from '../stock/stocked-item.ts'

/** A production order as a command sees it, locked. */
export interface LockedProductionOrder {
  id: number
  number: string
  status: ProductionOrderStatus
  itemId: number
  planned: string
  produced: string
  scrapped: string
  /** Whether anything was made of it, at any stage. */
  begun: boolean
  version: number
}

/** Holds the order's row until the transaction ends: what is done to one order comes one after the other. */
export async function lockProductionOrder(tx: Tx, id: number): Promise<LockedProductionOrder> {
  const [order] = await run(
    tx,
    build
      .selectFrom('production_order')
      .select(['id', 'number', 'status', 'item_id as itemId', 'version'])
      .select([
        sql<string>`planned::text`.as('planned'),
        sql<string>`produced::text`.as('produced'),
        sql<string>`scrapped::text`.as('scrapped'),
        sql<boolean>`exists(select from production_output o where o.order_id = production_order.id)`.as('begun'),
      ])
      .where('id', '=', id)
      .forNoKeyUpdate(),
  )
  if (order === undefined) throw notFound('production order', id)
  return order
}

/** A material of an order as a command sees it; amounts in the component's own unit where not said otherwise. */
export interface MaterialLine {
  id: number
  lineNo: number
  componentId: number
  /** The stage that takes it; of a line without one the first. */
  stage: TaskKind | null
  /** Not kept in stock: consumed without being taken from anywhere. */
  service: boolean
  /** For one of the product, in `unit`. */
  quantity: string
  unit: string
  scrapPercent: string
  componentUnit: string
  needed: string
  consumed: string
}

/** An order's materials, in order; read behind the order's lock. */
export function materialLines(tx: Tx, orderId: number): Promise<MaterialLine[]> {
  return run(
    tx,
    build
      .selectFrom('production_order_line as line')
      .innerJoin('item', 'item.id', 'line.component_id')
      .select(['line.id', 'line.line_no as lineNo', 'line.component_id as componentId', 'line.stage', 'line.unit'])
      .select(['item.unit as componentUnit', sql<boolean>`item.kind = 'SERVICE'`.as('service')])
      .select([
        sql<string>`line.quantity_per::text`.as('quantity'),
        sql<string>`line.scrap_percent::text`.as('scrapPercent'),
        sql<string>`line.needed::text`.as('needed'),
        sql<string>`line.consumed::text`.as('consumed'),
      ])
      .where('line.order_id', '=', orderId)
      .orderBy('line.line_no'),
  )
}

/** The next number of a day. Whoever asks for another of that day waits until this transaction ends, so ask late. */
export async function nextNumber(tx: Tx, day: string): Promise<string> {
  const [row] = await tx.$queryRaw<{ number: string }[]>`SELECT next_production_number(${day}::date) AS number`
  if (row === undefined) throw new Error('The series of production orders gave no number')
  return row.number
}

/** Something that can be made: an active item that is no service. */
export async function requireMakeable(tx: Tx, itemId: number): Promise<CountedItem> {
  const item = await tx.item.findUnique({
    where: { id: itemId },
    select: { active: true, sku: true, name: true, kind: true, unit: true },
  })
  if (item === null) throw invalid('itemId', `There is no item ${itemId}`)
  if (!item.active) throw ruleViolated('item.inactive', `${item.name} is no longer active.`, { itemId })
  if (item.kind === 'SERVICE') {
    throw ruleViolated('productionOrder.service', `${item.name} is a service, which is not made.`, { itemId })
  }
  return item
}

/** A sales order that something can still be made for. */
export async function requireSalesOrder(tx: Tx, salesOrderId: number | null | undefined): Promise<void> {
  if (salesOrderId == null) return
  const order = await tx.salesOrder.findUnique({ where: { id: salesOrderId }, select: { number: true, status: true } })
  if (order === null) throw invalid('salesOrderId', `There is no sales order ${salesOrderId}`)
  if (order.status === 'DRAFT' || order.status === 'CONFIRMED') return
  throw ruleViolated(
    'productionOrder.salesOrderDone',
    `${order.number} is ${order.status.toLowerCase()}; nothing more is made for it.`,
    { salesOrderId },
  )
}

/** Somebody active. */
export async function requirePerson(tx: Tx, path: string, userId: number): Promise<void> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { active: true, username: true } })
  if (user?.active === true) return
  const message = user === null ? `There is no user ${userId}` : `${user.username} is no longer active`
  throw new DomainError('INVALID_INPUT', `${path}: ${message}`, { fields: [{ path, message }] })
}
