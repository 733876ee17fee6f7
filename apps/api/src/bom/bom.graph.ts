import { type Edge, LoopError, type Pair, type Structure, structureOf } from '@framewright/contracts/bom/bom.explosion'
import * as fine from '@framewright/contracts/core/fine'
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

/** A list of ids as PostgreSQL writes one: the driver takes longer to write one of ten thousand than the database to use it. */
export const listOf = (ids: readonly number[]): string => `{${ids.join()}}`

/**
 * How a column's values come to stand in a list. Joining texts takes the database half as long as writing each value as JSON,
 * which is for what people have typed. Nulls are left out of a list that is said to have none, which is refused:
 * - `bare`: whole numbers and truth values, never null.
 * - `word`: decimals and names of our own, without quotes or backslashes, never null.
 * - `maybe`: the same, or null.
 * - `text`: anything.
 */
type Written = 'bare' | 'word' | 'maybe' | 'text'

/** A query, its columns, and how each is written. */
export interface Part<Row> {
  columns: { readonly [Column in keyof Row]: Written }
  query: RawBuilder<Row>
}

/** The rows of a query, a list for each column. */
export type Lists<Row> = { readonly [Column in keyof Row]: readonly Row[Column][] }

/** All values of a column as a JSON list; null where there are no rows. */
const listWritten = {
  bare: (column) => sql`'[' || string_agg(${column}::text, ',') || ']'`,
  word: (column) => sql`'["' || string_agg(${column}::text, '","') || '"]'`,
  maybe: (column) => sql`'[' || string_agg(coalesce('"' || ${column} || '"', 'null'), ',') || ']'`,
  text: (column) => sql`json_agg(${column})::text`,
} satisfies Record<Written, (column: RawBuilder<unknown>) => RawBuilder<unknown>>

/**
 * Many rows of some queries as one text, a list for each column, which both sides write and read several times as fast as row
 * by row: the database looks up once how a column is written rather than for each value. What is not whole comes as text in
 * them already.
 * @param given what the queries have in common, as after "with recursive", if anything.
 */
export async function askMany<Rows extends object[]>(
  ask: Ask,
  given: RawBuilder<unknown> | undefined,
  ...parts: { [At in keyof Rows]: Part<Rows[At]> }
): Promise<{ [At in keyof Rows]: Lists<Rows[At]> }> {
  const asked = (parts as readonly Part<Record<string, unknown>>[]).map(({ columns, query }) => ({
    columns: Object.entries(columns),
    query,
  }))
  const texts = asked.map(({ columns, query }) => {
    const lists = columns.map(([name, as]) => sql`coalesce(${listWritten[as](sql.ref(`row.${name}`))}, '[]')`)
    return sql`(select concat_ws(',', ${sql.join(lists)}) from (${query}) row)`
  })
  const common = given === undefined ? sql`` : sql`with recursive ${given}`
  const [answer] = await ask(
    sql<{ lists: string }>`${common} select '[' || concat_ws(',', ${sql.join(texts)}) || ']' as lists`,
  )
  const lists = (JSON.parse(answer?.lists ?? '[]') as unknown[][]).values()
  return asked.map(({ columns }) => {
    const read = columns.map(([name]) => [name, lists.next().value ?? []] as const)
    const odd = read.find(([, list]) => list.length !== read[0]?.[1].length)
    if (odd !== undefined) throw new Error(`There are nulls in ${odd[0]}, or in what it stands beside`)
    return Object.fromEntries(read)
  }) as { [At in keyof Rows]: Lists<Rows[At]> }
}

/** How many base units a unit is. */
const factor = (unit: string) =>
  sql`(case ${sql.ref(unit)} ${sql.join(
    Object.entries(unitFactors).map(([name, value]) => sql`when ${sql.lit(name)} then ${sql.raw(value)}`),
    sql` `,
  )} end)`

/** What one of the whole takes by a line, in the component's own unit: the `needOf` of one, not yet rounded. */
export const perOne = (line: string, component: string) => {
  const [own, its] = [`${line}.unit`, `${component}.unit`]
  return sql<string>`trim_scale(${sql.ref(`${line}.quantity`)} * (1 + ${sql.ref(`${line}.scrap_percent`)} * 0.01)
    * case when ${sql.ref(own)} = ${sql.ref(its)} then 1 else ${factor(own)}::numeric / ${factor(its)} end)::text`
}

/** Whether making the whole takes a line: see `isTaken`. `frame` is the whole's, joined from the left. */
export const takenInMaking = (line: string, frame: string) =>
  sql<boolean>`(${sql.ref(`${line}.stage`)} is null or ${sql.ref(`${frame}.stages`)} is null
    or ${sql.ref(`${line}.stage`)} in (${sql.join(makingKinds.map((kind) => sql.lit(kind)))})
      and ${sql.ref(`${line}.stage`)} = any(${sql.ref(`${frame}.stages`)}))`

/** A line of a bill as the tree shows it. */
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
}

/** A bill in force, and what it is of. */
export interface Bill {
  itemId: number
  id: number
}

/**
 * The bills in force on a day of some items and of all below them, all levels in one statement. Each item's bill is looked up
 * once a level, however often it is used.
 */
export async function readBills(ask: Ask, { roots, bomId, on }: GraphWanted): Promise<Bill[]> {
  const [bills] = await askMany<[Bill]>(
    ask,
    sql`
    bill (item_id, id) as (
      select root.id, case when root.id = ${roots[0] ?? 0}::int then coalesce(${bomId ?? null}::int, ${inForce('root.id', on)})
        else ${inForce('root.id', on)} end
      from unnest(${[...roots]}::int[]) root (id)
      union
      select own.item_id, own.id
      from (
        select below.id as item_id, ${inForce('below.id', on)} as id
        from (
          -- One index lookup a bill: "offset 0" keeps the planner from reading all bills at each level.
          select distinct line.component_id as id
          from bill cross join lateral (
            select each.component_id, each.valid_from, each.valid_to from bom_line each where each.bom_id = bill.id offset 0
          ) line
          where ${countsOn('line', on)}
        ) below
        offset 0
      ) own
      where own.id is not null
    )`,
    {
      columns: { itemId: 'bare', id: 'bare' },
      query: sql`select item_id as "itemId", id from bill where id is not null`,
    },
  )
  return bills.itemId.map((itemId, at) => ({ itemId, id: bills.id[at] ?? 0 }))
}

/** The lines of some bills that count on a day. */
export const linesOf = (bills: readonly Bill[], on: string) => sql`
  (select * from bom_line where bom_id = any(${listOf(bills.map(({ id }) => id))}::int[]) and ${countsOn('bom_line', on)})`

/**
 * All lines of some bills, as far as making takes them. How much of a part one takes is left open (`per` is zero) until it is
 * known what the part is kept in.
 */
export async function readEdges(ask: Ask, bills: readonly Bill[], on: string): Promise<BomEdge[]> {
  const [lines] = await askMany<[Omit<BomEdge, 'per'>]>(ask, undefined, {
    columns: { whole: 'bare', part: 'bare', quantity: 'word', unit: 'word', scrapPercent: 'word', stage: 'maybe' },
    query: sql`
    select bill.item_id as whole, line.component_id as part, trim_scale(line.quantity)::text as quantity, line.unit,
      trim_scale(line.scrap_percent)::text as "scrapPercent", line.stage
    from bom bill join ${linesOf(bills, on)} line on line.bom_id = bill.id
    left join frame on frame.id = bill.item_id
    where ${takenInMaking('line', 'frame')}
    order by line.id`,
  })
  const { part, quantity, unit, scrapPercent, stage } = lines
  return lines.whole.map(
    (whole, at) =>
      ({
        whole,
        part: part[at],
        per: fine.zero,
        quantity: quantity[at],
        unit: unit[at],
        scrapPercent: scrapPercent[at],
        stage: stage[at],
      }) as BomEdge,
  )
}

/**
 * What is made of what by lines that have been read.
 * @throws DomainError RULE_VIOLATED with the way down where an item is a part of itself on that day.
 */
export async function sorted<P extends Pair>(
  ask: Ask,
  roots: readonly number[],
  edges: readonly P[],
  on: string,
): Promise<Structure<P>> {
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
