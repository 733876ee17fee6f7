import type { PrismaClient } from '@framewright/db/client'

/** Fewer rows than this are read in no time; there are some dozens of buckets. */
const worthFolding = 300

/** Rows folded by one statement, which bounds how long it holds them. */
const batch = 20_000

/**
 * Replaces the rows of the kept statistics by their sums, bucket by bucket. One statement, so that a reader sees either the
 * rows or their sum; rows that another process folds at the moment are left to it. A bucket that has come to nothing goes.
 *
 * @returns how many rows were folded.
 */
export async function foldStatistics(prisma: PrismaClient): Promise<number> {
  let folded = 0
  for (;;) {
    const rows = await prisma.$queryRaw<{ many: boolean }[]>`
      SELECT count(*) > ${worthFolding} AS many FROM (SELECT FROM statistic LIMIT ${worthFolding + 1}) AS present`
    if (!rows[0]?.many) return folded
    const [taken] = await prisma.$queryRaw<{ rows: bigint }[]>`
      WITH taken AS (
        DELETE FROM statistic WHERE id IN (
          SELECT id FROM statistic ORDER BY id LIMIT ${batch} FOR UPDATE SKIP LOCKED
        ) RETURNING metric, bucket, count, amount
      ), folded AS (
        INSERT INTO statistic (metric, bucket, count, amount)
        SELECT metric, bucket, sum(count), sum(amount) FROM taken GROUP BY metric, bucket
        HAVING sum(count) <> 0 OR sum(amount) <> 0
      )
      SELECT count(*) AS rows FROM taken`
    const now = Number(taken?.rows ?? 0)
    folded += now
    // Less than a batch was there, or others have the rest.
    if (now < batch) return folded
  }
}
