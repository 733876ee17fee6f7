import * as decimal from '@framewright/contracts/core/decimal'
import { productionOrderStatuses } from '@framewright/contracts/production-order/production-order.lifecycle'
import type { ProductionStatistics } from '@framewright/contracts/statistics/statistics.schema'
import { makingKinds } from '@framewright/contracts/task/task.kind'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { shiftDay } from '../core/clock.ts'
import { amount, count, each, total } from './figures.ts'
import { readKept, readKeptDays } from './kept.ts'

/** What production plans, makes and loses; all of it kept but what is late, which the partial index on open orders knows. */
export async function readProduction(read: ReadDb, today: string, days: number): Promise<ProductionStatistics> {
  const first = shiftDay(today, 1 - days)
  const [kept, byDay, late] = await Promise.all([
    readKept(read, ['productionOrder', 'productionProduced', 'productionScrapped', 'productionStage']),
    readKeptDays(read, ['productionPlan', 'productionGood', 'productionLost'], first, today),
    countLate(read, today),
  ])
  const { productionOrder = {}, productionProduced = {}, productionScrapped = {}, productionStage = {} } = kept
  const { productionPlan = {}, productionGood = {}, productionLost = {} } = byDay
  const byStatus = each(productionOrderStatuses, (status) => count(productionOrder, status))
  const quantities = each(productionOrderStatuses, (status) => ({
    planned: decimal.quantity(amount(productionOrder, status)),
    produced: decimal.quantity(amount(productionProduced, status)),
    scrapped: decimal.quantity(amount(productionScrapped, status)),
  }))
  const meant = productionOrderStatuses.filter((status) => status !== 'DRAFT' && status !== 'CANCELLED')
  const all = (of: 'planned' | 'produced' | 'scrapped') =>
    decimal.quantity(decimal.sum(meant.map((status) => quantities[status][of])))
  return {
    total: total(byStatus),
    byStatus,
    quantities,
    planned: all('planned'),
    produced: all('produced'),
    scrapped: all('scrapped'),
    late,
    wip: makingKinds.map((stage) => ({
      stage,
      orders: count(productionStage, stage),
      quantity: decimal.quantity(amount(productionStage, stage)),
    })),
    days: Array.from({ length: days }, (_, index) => {
      const day = shiftDay(first, index)
      return {
        day,
        planned: decimal.quantity(amount(productionPlan, day)),
        produced: decimal.quantity(amount(productionGood, day)),
        scrapped: decimal.quantity(amount(productionLost, day)),
      }
    }),
  }
}

async function countLate(read: ReadDb, today: string): Promise<number> {
  const { late } = await read
    .selectFrom('production_order')
    .select(sql<number>`count(*)::int`.as('late'))
    .where('status', 'in', ['DRAFT', 'RELEASED', 'IN_PROGRESS', 'ON_HOLD'])
    .where('due_date', '<', sql<string>`${today}::date`)
    .executeTakeFirstOrThrow()
  return late
}
