import type { Page } from '@framewright/contracts/core/primitives'
import { customerReturnStatuses } from '@framewright/contracts/customer-return/customer-return.lifecycle'
import { invalid } from '@framewright/contracts/errors'
import { fulfilmentStatuses } from '@framewright/contracts/fulfilment/fulfilment.lifecycle'
import { inspectionStatuses } from '@framewright/contracts/inspection/inspection.lifecycle'
import { inspectionTypes } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { nonConformanceStatuses } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import { productionOrderStatuses } from '@framewright/contracts/production-order/production-order.lifecycle'
import { purchaseOrderStatuses } from '@framewright/contracts/purchase-order/purchase-order.lifecycle'
import { salesOrderStatuses } from '@framewright/contracts/sales-order/sales-order.lifecycle'
import type { ReadDb } from '@framewright/db/client'
import { type Expression, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { type Given, prepared } from './prepared.ts'

/** A sort key: an expression that is never null, and the type its text form casts back to. */
export interface SortKey {
  by: Expression<unknown>
  type:
    | 'int4'
    | 'int8'
    | 'text'
    | 'numeric'
    | 'date'
    | 'timestamptz'
    | 'fulfilment_status'
    | 'inspection_status'
    | 'inspection_type'
    | 'non_conformance_status'
    | 'production_order_status'
    | 'customer_return_status'
    | 'purchase_order_status'
    | 'sales_order_status'
}

interface Paging {
  cursor?: string | undefined
  limit: number
  sort?: string | undefined
}

type Ordered<Row> = Row & { cursor_value: string; cursor_id: number; kept_total?: number }

interface PageOptions<Row, Out> {
  id: Expression<number>
  sorts: Record<string, SortKey>
  defaultSort: string
  map: (row: Row) => Out
}

/**
 * Fetches one page by keyset: the rows behind the cursor in the sort's order, so that the thousandth page costs what the
 * first does and rows that come or go in between neither repeat nor hide others. The identifier breaks ties.
 * @throws DomainError INVALID_INPUT for a cursor that is not one of this sort's.
 */
export async function fetchPage<DB, TB extends keyof DB, Row, Out>(
  query: SelectQueryBuilder<DB, TB, Row>,
  paging: Paging,
  options: PageOptions<Row, Out> & {
    /** How many there are on all pages, where that is kept: an expression is read with the page. */
    total?: Promise<number> | Expression<number> | undefined
  },
): Promise<Page<Out>> {
  const { total } = options
  const order = orderOf(paging, options)
  const from = cursorOf(paging, order.sort, order.key.type)
  const counted = total === undefined || total instanceof Promise ? undefined : total
  const [rows, asked] = await Promise.all([
    pageQuery(query, order, options.id, paging.limit, from, counted).execute() as Promise<Ordered<Row>[]>,
    total instanceof Promise ? total : undefined,
  ])
  return toPage(rows, paging, order.sort, options.map, counted === undefined ? asked : totalIn(rows, from))
}

/** Shapes of a page that are kept; there are as many as sorts and lengths are asked for. */
const mostShapes = 200

/**
 * The same for a list whose query does not depend on what is asked but in its values: built and compiled once for each sort
 * and length of a page.
 * @param total how many there are on all pages, where that is kept; read with the page.
 */
export function preparedPages<Values extends object, DB, TB extends keyof DB, Row>(
  make: (db: ReadDb, given: Given<Values>) => SelectQueryBuilder<DB, TB, Row>,
  { total, ...options }: Omit<PageOptions<Row, never>, 'map'> & { total?: Expression<number> },
): <Out>(
  read: Pick<ReadDb, 'executeQuery'>,
  values: Values,
  paging: Paging,
  map: (row: Row) => Out,
) => Promise<Page<Out>> {
  type Cursor = { cursorValue: string; cursorId: number }
  const shapes = new Map<string, ReturnType<typeof prepared<Values & Partial<Cursor>, Ordered<Row>>>>()
  return async (read, values, paging, map) => {
    const order = orderOf(paging, options)
    const from = cursorOf(paging, order.sort, order.key.type)
    const shape = `${order.sort} ${paging.limit} ${from !== undefined}`
    let run = shapes.get(shape)
    if (run === undefined) {
      run = prepared((db, given) => {
        const cursor = given as Given<Cursor>
        const behind = from && ([cursor('cursorValue'), cursor('cursorId')] as const)
        return pageQuery(make(db, given as Given<Values>), order, options.id, paging.limit, behind, total) as never
      })
      if (shapes.size >= mostShapes) shapes.clear()
      shapes.set(shape, run)
    }
    const rows = await run(read, from === undefined ? values : { ...values, cursorValue: from[0], cursorId: from[1] })
    return toPage(rows, paging, order.sort, map, total === undefined ? undefined : totalIn(rows, from))
  }
}

interface Order {
  sort: string
  descending: boolean
  key: SortKey
}

function orderOf(
  paging: Paging,
  { sorts, defaultSort }: Pick<PageOptions<never, never>, 'sorts' | 'defaultSort'>,
): Order {
  const sort = paging.sort ?? defaultSort
  const descending = sort.startsWith('-')
  const key = sorts[descending ? sort.slice(1) : sort]
  if (key === undefined) throw invalid('sort', 'There is no such sort key')
  return { sort, descending, key }
}

/** A page's rows and one more, each with where it stands. */
function pageQuery<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  { descending, key }: Order,
  id: Expression<number>,
  limit: number,
  from: readonly [value: unknown, id: unknown] | undefined,
  total: Expression<number> | undefined,
): SelectQueryBuilder<DB, TB, Ordered<Row>> {
  const direction = descending ? 'desc' : 'asc'
  let page = query
    .select([sql<string>`(${key.by})::text`.as('cursor_value'), sql<number>`${id}`.as('cursor_id')])
    .orderBy(key.by, direction)
    .orderBy(id, direction)
    // Written out: with a limit it does not know, PostgreSQL would plan a prepared statement anew every time.
    .limit(sql.lit(limit + 1)) as unknown as SelectQueryBuilder<DB, TB, Ordered<Row>>
  if (total !== undefined) page = page.select(sql<number>`${total}`.as('kept_total')) as typeof page
  if (from !== undefined) {
    const behind = sql<boolean>`(${key.by}, ${id}) ${sql.raw(descending ? '<' : '>')} (${from[0]}::${sql.raw(key.type)}, ${from[1]})`
    page = page.where(behind) as typeof page
  }
  return page
}

/** An empty first page says it all; behind the last page, the total is not known. */
const totalIn = (rows: readonly { kept_total?: number }[], from: unknown) =>
  rows[0]?.kept_total ?? (from === undefined ? 0 : undefined)

function toPage<Row, Out>(
  rows: readonly Ordered<Row>[],
  paging: Paging,
  sort: string,
  map: (row: Row) => Out,
  total: number | undefined,
): Page<Out> {
  const items = rows.slice(0, paging.limit).map((row) => map(row))
  const nextCursor = cursorBehind(rows, paging, sort)
  return { items, nextCursor, ...(total === undefined ? {} : { total }) }
}

/** The sort's value and the identifier behind which a page begins; undefined for the first page. */
export function cursorOf(paging: Paging, sort: string, type: SortKey['type']): [string, number] | undefined {
  return paging.cursor === undefined ? undefined : decode(paging.cursor, sort, type)
}

/** Where the next page begins, of rows of which one more was asked for than a page holds; null where there is none. */
export function cursorBehind(
  rows: readonly { cursor_value: string; cursor_id: number }[],
  { limit }: Paging,
  sort: string,
): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return last === undefined ? null : encode(sort, last.cursor_value, last.cursor_id)
}

const encode = (sort: string, value: string, id: number) =>
  Buffer.from(JSON.stringify([sort, value, id])).toString('base64url')

const oneOf = (values: readonly string[]) => new RegExp(`^(${values.join('|')})$`)

const shapes: Record<SortKey['type'], RegExp> = {
  int4: /^-?\d{1,10}$/,
  int8: /^-?\d{1,18}$/,
  text: /^[\s\S]*$/,
  numeric: /^-?\d{1,40}(\.\d{1,40})?$/,
  date: /^(\d{4}-\d{2}-\d{2}|-?infinity)$/,
  // An enum sorts as it was declared, which is the lifecycle's order, and by the index of the column.
  fulfilment_status: oneOf(fulfilmentStatuses),
  inspection_status: oneOf(inspectionStatuses),
  inspection_type: oneOf(inspectionTypes),
  non_conformance_status: oneOf(nonConformanceStatuses),
  production_order_status: oneOf(productionOrderStatuses),
  customer_return_status: oneOf(customerReturnStatuses),
  purchase_order_status: oneOf(purchaseOrderStatuses),
  sales_order_status: oneOf(salesOrderStatuses),
  timestamptz: /^(\d{4}-\d{2}-\d{2} [\d:.]+[+-]\d{2}(:\d{2})?|-?infinity)$/,
}

function decode(cursor: string, sort: string, type: SortKey['type']): [string, number] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(parsed)) {
      const [of, value, id] = parsed as unknown[]
      const fits = typeof value === 'string' && shapes[type].test(value) && !value.includes('\0')
      if (of === sort && fits && Number.isSafeInteger(id)) return [value, id as number]
    }
  } catch {
    // Falls through to the one answer a broken cursor gets.
  }
  throw invalid('cursor', 'This cursor does not belong to this list and sort; start again without one')
}

/** A LIKE pattern that finds the text anywhere, its wildcards taken literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** How much of a number is enough to find few by. */
const tellingLength = 6

/**
 * The part of a text that an index of trigrams is asked for in its place, where the text is then looked for in what it
 * finds. What numbers begin with, all of them do: an index that is asked for that as well goes through all of them. It is
 * their last digits that tell one from the other.
 */
export function tellingPart(text: string): string {
  const end = text.search(/\d\D*$/) + 1
  if (end === 0 || text.length <= tellingLength) return text
  return text.slice(Math.max(0, end - tellingLength), Math.max(end, tellingLength))
}

/**
 * Whether a text that has an index of trigrams holds another, written as the text is. Its pattern is not the whole of
 * what is looked for, see `tellingPart`.
 */
export function holdsText(indexed: RawBuilder<string>, wanted: string): RawBuilder<SqlBool> {
  const part = tellingPart(wanted)
  const found = sql<SqlBool>`${indexed} like ${containing(part)}`
  return part === wanted ? found : sql<SqlBool>`(${found} and strpos(${indexed}, ${wanted}) > 0)`
}
