import type { PrismaClient } from '@framewright/db/client'

/**
 * Folds the rows of every bucket that has several into one. A single statement: whoever reads sees the rows before or the
 * row after, whose sum is the same. Rows that another fold holds are left to it, and rows that transactions append in the
 * meantime are not touched.
 * @param batch the most rows taken at once, so that the statement stays short.
 * @returns how many rows were taken; fewer than `batch` when the rest can wait for the next time.
 */
export async function foldStatistics(prisma: Pick<PrismaClient, '$queryRaw'>, batch = 10_000): Promise<number> {
  const [folded] = await prisma.$queryRaw<{ taken: number }[]>`
    WITH several AS (
      SELECT metric, bucket FROM statistic GROUP BY metric, bucket HAVING count(*) > 1
    ), taken AS (
      DELETE FROM statistic WHERE id IN (
        SELECT s.id FROM statistic s JOIN several USING (metric, bucket)
        ORDER BY s.id LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED
      )
      RETURNING metric, bucket, count, amount
    ), kept AS (
      INSERT INTO statistic (metric, bucket, count, amount)
      SELECT metric, bucket, sum(count), sum(amount) FROM taken
      GROUP BY metric, bucket
      HAVING sum(count) <> 0 OR sum(amount) <> 0
      RETURNING 1
    )
    SELECT count(*)::int AS taken FROM taken, (SELECT count(*) FROM kept) AS inserted`
  return folded?.taken ?? 0
}
