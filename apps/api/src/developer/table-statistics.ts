import type { TableInfo } from '@framewright/contracts/developer/developer.schema'
import type { PrismaClient } from '@framewright/db/client'
import { kept, kindOf, readReferences, whyNot } from './catalogue.ts'

/** Up to this size a table is counted, which takes no time; beyond, the database's own figure stands. */
const countedBytes = 1_048_576

interface Row {
  name: string
  rows: number
  bytes: number
  index_bytes: number
  dead: number
  vacuum: Date | null
  analyze: Date | null
}

/** What each table holds and takes, at this moment. */
export async function tableStatistics(prisma: PrismaClient, development: boolean): Promise<TableInfo[]> {
  const [rows, references] = await Promise.all([
    prisma.$queryRaw<Row[]>`
      SELECT c.relname::text AS name,
        round(greatest(coalesce(s.n_live_tup, 0), c.reltuples, 0))::float8 AS rows,
        (pg_table_size(c.oid))::float8 AS bytes, pg_indexes_size(c.oid)::float8 AS index_bytes,
        coalesce(s.n_dead_tup, 0)::float8 AS dead,
        greatest(s.last_vacuum, s.last_autovacuum) AS vacuum, greatest(s.last_analyze, s.last_autoanalyze) AS analyze
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
      WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
      ORDER BY 1`,
    readReferences(prisma),
  ])
  const small = rows.filter((row) => row.bytes <= countedBytes)
  const counts = await prisma.$queryRawUnsafe<{ name: string; rows: number }[]>(
    small.map(({ name }) => `SELECT '${name}' AS name, count(*)::float8 AS rows FROM "${name}"`).join(' UNION ALL '),
  )
  const counted = new Map(counts.map((row) => [row.name, row.rows]))
  return rows.map((row) => {
    const reason = whyNot(row.name, development)
    const stays = kept[row.name]?.why
    return {
      name: row.name,
      kind: kindOf(row.name),
      rows: counted.get(row.name) ?? row.rows,
      exact: counted.has(row.name),
      bytes: row.bytes,
      indexBytes: row.index_bytes,
      deadRows: row.dead,
      lastVacuum: row.vacuum?.toISOString() ?? null,
      lastAnalyze: row.analyze?.toISOString() ?? null,
      clearable: reason === null,
      note: reason ?? (stays === undefined ? null : `Stays: ${stays}`),
      referredToBy: [
        ...new Set(
          references.filter((one) => one.parent === row.name && one.child !== row.name).map((one) => one.child),
        ),
      ],
    }
  })
}
