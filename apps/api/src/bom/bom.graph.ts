import { type Edge, LoopError, type Structure, structureOf } from '@framewright/contracts/bom/bom.explosion'
import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import { unitFactors } from '@framewright/contracts/item/units'
import { makingKinds, type TaskKind } from '@framewright/contracts/task/task.kind'
import type { ReadDb } from '@framewright/db/client'
import { type RawBuilder, sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import { countsOn, inForce } from './bom.rows.ts'

/** Runs a statement where its caller is: on the read side, or in a command's transaction. */
export type Ask = <Row>(statement: RawBuilder<Row>) => Promise<Row[]>
export const askOn =
  (read: ReadDb): Ask =>
  async (statement) =>
    (await statement.execute(read)).rows
export const askIn =
  (tx: Tx): Ask =>
  (statement) =>
    run(tx, { compile: () => statement.compile(build) })

/** The rows of a query, by the names of its columns. */
export interface Part<Row> {
  columns: readonly (keyof Row & string)[]
  query: RawBuilder<Row>
}

/**
 * Many rows of some queries as one text, a list for each column, which both sides write and read several times as fast as row
 * by row: the database looks up once how a column is written rather than for each value. What is not whole comes as text in
 * them already.
 * @param given what the queries have in common, as after "with recursive".
 */
export async function askMany<Rows extends object[]>(
  ask: Ask,
  given: RawBuilder<unknown>,
  ...parts: { [At in keyof Rows]: Part<Rows[At]> }
): Promise<{ [At in keyof Rows]: Rows[At][] }> {
  const asked = parts as readonly Part<Record<string, unknown>>[]
  const texts = asked.map(({ columns, query }) => {
    const lists = columns.map((name) => sql`json_agg(${sql.ref(`row.${name}`)})`)
    return sql`(select json_build_array(${sql.join(lists)}) from (${query}) row)`
  })
  const [answer] = await ask(
    sql<{ lists: string }>`with recursive ${given} select json_build_array(${sql.join(texts)})::text as lists`,
  )
  const read = JSON.parse(answer?.lists ?? '[]') as (unknown[] | null)[][]
  return asked.map(({ columns }, part) => rowsOf(columns, read[part] ?? [])) as { [At in keyof Rows]: Rows[At][] }
}

// Without rows there are no lists.
const rowsOf = (columns: readonly string[], lists: readonly (unknown[] | null)[]) =>
  (lists[0] ?? []).map((_, at) => {
    const row: Record<string, unknown> = {}
    for (let column = 0; column < columns.length; column++) row[columns[column] as string] = lists[column]?.[at]
    return row
  })

/** How many base units a unit is. */
const factor = (unit: string) =>
  sql`(case ${sql.ref(unit)} ${sql.join(
    Object.entries(unitFactors).map(([name, value]) => sql`when ${sql.lit(name)} then ${sql.raw(value)}`),
    sql` `,
  )} end)`

/** What one of the whole takes by a line, in the component's own unit: the `needOf` of one, not yet rounded. */
export const perOne = (line: string, component: string, scrap = true) => {
  const [own, its] = [`${line}.unit`, `${component}.unit`]
  const withScrap = scrap ? sql`* (1 + ${sql.ref(`${line}.scrap_percent`)} * 0.01)` : sql``
  return sql<string>`trim_scale(${sql.ref(`${line}.quantity`)} ${withScrap}
    * case when ${sql.ref(own)} = ${sql.ref(its)} then 1 else ${factor(own)}::numeric / ${factor(its)} end)::text`
}

/** Whether making the whole takes a line: see `isTaken`. `frame` is the whole's, joined from the left. */
export const takenInMaking = (line: string, frame: string) =>
  sql<boolean>`(${sql.ref(`${line}.stage`)} is null or ${sql.ref(`${frame}.stages`)} is null
    or ${sql.ref(`${line}.stage`)} in (${sql.join(makingKinds.map((kind) => sql.lit(kind)))})
      and ${sql.ref(`${line}.stage`)} = any(${sql.ref(`${frame}.stages`)}))`

/** An edge as the database gives it. */
export type Written<E extends Edge> = Omit<E, 'per'> & { per: string }

/** A line as the tree shows it. */
export interface BomEdge extends Edge {
  quantity: string
  unit: string
  scrapPercent: string
  stage: TaskKind | null
}

export interface GraphWanted {
  /** What is asked for, with the revision of the first where it is not the one in force. */
  roots: readonly number[]
  bomId?: number | undefined
  on: string
  scrap?: boolean
}

/**
 * The recursive query `part` of some items and all below them by the bills in force on a day, with those bills. Each item's
 * bill is looked up once, however often it is used.
 */
export const partsBelow = ({ roots, bomId, on }: GraphWanted) => sql`
    part (id, bom_id) as (
      select root.id, case when root.id = ${roots[0] ?? 0}::int then coalesce(${bomId ?? null}::int, ${inForce('root.id', on)})
        else ${inForce('root.id', on)} end
      from unnest(${[...roots]}::int[]) root (id)
      union
      select below.id, ${inForce('below.id', on)}
      from (
        -- One index lookup a bill: "offset 0" keeps the planner from reading all bills at each level.
        select distinct line.component_id as id
        from part cross join lateral (
          select own.component_id, own.valid_from, own.valid_to from bom_line own where own.bom_id = part.bom_id offset 0
        ) line
        where part.bom_id is not null and ${countsOn('line', on)}
      ) below
    )`

/** All lines below some items by the bills in force on a day, as far as making takes them, in one statement. */
export async function readEdges(ask: Ask, wanted: GraphWanted): Promise<BomEdge[]> {
  const { on, scrap = true } = wanted
  const [rows] = await askMany<[Written<BomEdge>]>(ask, partsBelow(wanted), {
    columns: ['whole', 'part', 'per', 'quantity', 'unit', 'scrapPercent', 'stage'],
    query: sql`
    select part.id as whole, line.component_id as part, ${perOne('line', 'component', scrap)} as per,
      trim_scale(line.quantity)::text as quantity, line.unit, trim_scale(line.scrap_percent)::text as "scrapPercent", line.stage
    from part join bom_line line on line.bom_id = part.bom_id
    join item component on component.id = line.component_id
    left join frame on frame.id = part.id
    where ${countsOn('line', on)} and ${takenInMaking('line', 'frame')}
    order by line.id`,
  })
  // In their place: there may be ten thousands of them.
  return rows.map((row) => Object.assign(row, { per: decimal.fine(row.per) }))
}

/**
 * What is made of what below some items.
 * @throws DomainError RULE_VIOLATED with the way down where an item is a part of itself on that day.
 */
export const readStructure = async (ask: Ask, wanted: GraphWanted): Promise<Structure<BomEdge>> =>
  sorted(ask, wanted.roots, await readEdges(ask, wanted), wanted.on)

/** The same of lines that have been read. */
export async function sorted<E extends Edge>(
  ask: Ask,
  roots: readonly number[],
  edges: readonly E[],
  on: string,
): Promise<Structure<E>> {
  try {
    return structureOf(roots, edges)
  } catch (error) {
    if (error instanceof LoopError) throw await loopRefused(ask, error.path, on)
    throw error
  }
}

async function loopRefused(ask: Ask, path: readonly number[], on: string) {
  const items = await ask(
    sql<{ id: number; name: string; sku: string }>`select id, name, sku from item where id = any(${[...path]}::int[])`,
  )
  const way = path.map((id) => items.find((item) => item.id === id)?.name ?? String(id))
  return ruleViolated('bom.cycle', `On ${on} ${way[0]} is a part of itself: ${way.join(' → ')}.`, {
    path: path.map((id) => ({ itemId: id, sku: items.find((item) => item.id === id)?.sku ?? '' })),
  })
}
