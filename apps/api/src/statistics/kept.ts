import type { ReadDb } from '@framewright/db/client'
import { type Expression, type SqlBool, sql } from 'kysely'

/** What the database's triggers keep; see the statistics migration. */
export type Metric =
  | 'productionOrder'
  | 'productionProduced'
  | 'productionScrapped'
  | 'productionPlan'
  | 'productionGood'
  | 'productionLost'
  | 'productionStage'
  | 'frameTask'
  | 'purchaseOrder'
  | 'salesOrder'
  | 'invoice'
  | 'fulfilment'
  | 'customerReturn'
  | 'inspection'
  | 'nonConformance'
  | 'customer'
  | 'workOrder'
  | 'task'
  | 'frame'
  | 'item'
  | 'supplier'
  | 'stock'
  | 'stockValue'

export interface Kept {
  count: number
  /** A decimal string: money or pieces, as the metric has it. */
  amount: string
}

/** The buckets of some metrics, exact at this instant. */
export async function readKept(
  read: ReadDb,
  metrics: readonly Metric[],
): Promise<Record<string, Record<string, Kept>>> {
  const rows = await read
    .selectFrom('statistic')
    .select(['metric', 'bucket'])
    .select((eb) => [eb.fn.sum<string>('count').as('count'), eb.fn.sum<string>('amount').as('amount')])
    .where('metric', 'in', metrics)
    .groupBy(['metric', 'bucket'])
    .execute()
  const kept: Record<string, Record<string, Kept>> = Object.fromEntries(metrics.map((metric) => [metric, {}]))
  for (const row of rows) {
    const buckets = kept[row.metric]
    if (buckets) buckets[row.bucket] = { count: Number(row.count), amount: row.amount }
  }
  return kept
}

/** The buckets of metrics that are kept by day, of the days from one to another. */
export async function readKeptDays(
  read: ReadDb,
  metrics: readonly Metric[],
  first: string,
  last: string,
): Promise<Record<string, Record<string, Kept>>> {
  const rows = await read
    .selectFrom('statistic')
    .select(['metric', 'bucket'])
    .select((eb) => [eb.fn.sum<string>('count').as('count'), eb.fn.sum<string>('amount').as('amount')])
    .where('metric', 'in', metrics)
    .where('bucket', '>=', first)
    .where('bucket', '<=', last)
    .groupBy(['metric', 'bucket'])
    .execute()
  const kept: Record<string, Record<string, Kept>> = Object.fromEntries(metrics.map((metric) => [metric, {}]))
  for (const row of rows) {
    const buckets = kept[row.metric]
    if (buckets) buckets[row.bucket] = { count: Number(row.count), amount: row.amount }
  }
  return kept
}

/** How many rows there are in all, without counting them: of all buckets of a metric, or of those that a condition names. */
export const keptCount = (metric: Metric, buckets: Expression<SqlBool> = sql`true`) =>
  sql<number>`(select coalesce(sum(count), 0)::int from statistic where metric = ${sql.lit(metric)} and ${buckets})`

/** The same, read by itself. */
export async function keptTotal(read: ReadDb, metric: Metric, buckets?: Expression<SqlBool>): Promise<number> {
  const { total } = await read.selectNoFrom(keptCount(metric, buckets).as('total')).executeTakeFirstOrThrow()
  return total
}

/** The buckets of one person, of a metric that is kept by owner ("7:CONFIRMED"). */
export const bucketsOf = (ownerId: number) => sql<SqlBool>`split_part(bucket, ':', 1) = ${String(ownerId)}`
