import type { Caller } from '@framewright/contracts/core/context'
import type { StatisticsQueries } from '@framewright/contracts/statistics/statistics.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import type { Deps } from '../core/deps.ts'
import { seesOwnOnly } from '../sales-order/sales-order.sql.ts'
import { readAttention } from './attention.queries.ts'
import {
  type Buckets,
  frameFigures,
  invoiceFigures,
  orderFigures,
  stockFigures,
  taskFigures,
  workOrderFigures,
} from './figures.ts'
import { type Metric, readKept } from './kept.ts'
import { readProduction } from './production.queries.ts'
import { readTrends } from './trends.queries.ts'

export function statisticsQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): StatisticsQueries {
  return {
    async orders({ caller }) {
      const { purchaseOrder = {}, salesOrder = {} } = await readKept(read, ['purchaseOrder', 'salesOrder'])
      return orderFigures(...visibleOrders(caller, purchaseOrder, salesOrder))
    },

    async frames() {
      const { frame = {}, stock = {}, frameTask = {} } = await readKept(read, ['frame', 'stock', 'frameTask'])
      return frameFigures(frame, stock, frameTask)
    },

    production: (_call, { days }) => readProduction(read, clock.today(), days),

    async workOrders() {
      const { workOrder = {} } = await readKept(read, ['workOrder'])
      return workOrderFigures(workOrder)
    },

    async tasks() {
      const { task = {} } = await readKept(read, ['task'])
      return taskFigures(task)
    },

    async stock() {
      const [{ item = {}, stockValue = {} }, low] = await Promise.all([
        readKept(read, ['item', 'stockValue']),
        countLow(read),
      ])
      return stockFigures(item, stockValue, low)
    },

    async summary({ caller }) {
      const day = { today: clock.today(), timeZone: clock.timeZone }
      const [kept, low, attention, trends] = await Promise.all([
        readKept(read, metrics),
        countLow(read),
        readAttention(read, caller, day),
        readTrends(read, caller, day),
      ])
      const { purchaseOrder = {}, salesOrder = {}, frame = {}, item = {}, stock = {}, stockValue = {} } = kept
      const { task = {}, frameTask = {}, workOrder = {}, invoice = {} } = kept
      const may = caller.permissions
      const orders = visibleOrders(caller, purchaseOrder, salesOrder)
      return {
        orders: orders.some((part) => part !== undefined) ? orderFigures(...orders) : null,
        frames: may.has('frame.read') ? frameFigures(frame, stock, frameTask) : null,
        workOrders: may.has('workOrder.read') ? workOrderFigures(workOrder) : null,
        tasks: may.has('task.read') ? taskFigures(task) : null,
        stock: may.has('stock.read') ? stockFigures(item, stockValue, low) : null,
        invoices:
          may.has('invoice.read') || may.has('invoice.own') ? invoiceFigures(visibleInvoices(caller, invoice)) : null,
        attention,
        trends,
      }
    },
  }
}

const metrics: Metric[] = [
  'purchaseOrder',
  'salesOrder',
  'frame',
  'item',
  'stock',
  'stockValue',
  'task',
  'frameTask',
  'workOrder',
  'invoice',
]

/** What a caller may see of purchases and of sales: all, their own, or undefined. */
function visibleOrders(caller: Caller, purchase: Buckets, sales: Buckets): [Buckets | undefined, Buckets | undefined] {
  const own = `${caller.userId}:`
  return [
    caller.permissions.has('purchaseOrder.read') ? purchase : undefined,
    !seesOwnOnly(caller)
      ? sales
      : caller.permissions.has('salesOrder.own')
        ? Object.fromEntries(Object.entries(sales).filter(([bucket]) => bucket.startsWith(own)))
        : undefined,
  ]
}

/** All invoices, or the caller's own where they may see no others. */
const visibleInvoices = (caller: Caller, invoices: Buckets): Buckets =>
  caller.permissions.has('invoice.read')
    ? invoices
    : Object.fromEntries(Object.entries(invoices).filter(([bucket]) => bucket.startsWith(`${caller.userId}:`)))

/** The table holds those that are low and no others. */
async function countLow(read: ReadDb): Promise<number> {
  const { low } = await read
    .selectFrom('low_stock')
    .select(sql<number>`count(*)::int`.as('low'))
    .executeTakeFirstOrThrow()
  return low
}
