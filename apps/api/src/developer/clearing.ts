import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import type { Tx } from '../core/sql.ts'
import { derived, inseparable, kept, kindOf, type Reference, readReferences, readTables, whyNot } from './catalogue.ts'

/** Somebody who clears, where. */
export interface Clearer {
  userId: number
  development: boolean
}

const quoted = (name: string) => `"${name}"`
const keptRows = (table: string, me: number) => kept[table]?.rows.replaceAll('$me', String(me))

/**
 * The tables to clear, sorted, after all that speaks against it was asked: what is protected, and what would still refer
 * to rows that go.
 * @param chosen undefined for everything that can go.
 * @throws DomainError INVALID_INPUT for a table that is not there, FORBIDDEN for a protected one, RULE_VIOLATED naming
 * what must be chosen too.
 */
export async function requireClearable(tx: Tx, chosen: readonly string[] | undefined, who: Clearer): Promise<string[]> {
  const [all, references] = [await readTables(tx), await readReferences(tx)]
  if (chosen === undefined) return everythingPossible(tx, all, references, who)
  const wanted = new Set(chosen)
  const unknown = [...wanted].find((table) => !all.includes(table))
  if (unknown !== undefined) {
    const message = `There is no table ${unknown}`
    throw new DomainError('INVALID_INPUT', message, { fields: [{ path: 'tables', message }] })
  }
  for (const table of wanted) {
    const reason = whyNot(table, who.development)
    if (reason !== null) throw ruleViolated('protectedTable', `${table} is not cleared: ${reason}.`, { table })
  }
  const split = inseparable.filter((table) => !wanted.has(table))
  if (split.length > 0 && split.length < inseparable.length) throw alsoReferring(split)
  // Whatever must go too may be referred to in turn: told all at once.
  const missing = new Set<string>()
  for (;;) {
    const blocking = await findBlocking(tx, new Set([...wanted, ...missing]), references, who.userId)
    const own = blocking.find(({ child }) => wanted.has(child) || missing.has(child))
    if (own !== undefined) {
      throw ruleViolated(
        'keptRowsRefer',
        `${own.parent} cannot go: ${kept[own.child]?.why ?? 'rows'} in ${own.child} refer to it.`,
        { table: own.parent },
      )
    }
    const more = blocking.map(({ child }) => child)
    if (more.length === 0) break
    for (const table of more) missing.add(table)
  }
  for (const table of missing) {
    const reason = whyNot(table, who.development)
    if (reason !== null) {
      const message = `Rows of ${table} belong to what is to go, and must stay: ${reason}.`
      throw ruleViolated('protectedTable', message, { table })
    }
  }
  if (missing.size > 0) throw alsoReferring([...missing].toSorted())
  return [...wanted].toSorted()
}

function alsoReferring(tables: string[]): DomainError {
  return ruleViolated('alsoReferring', `Rows of ${tables.join(', ')} belong to what is to go. Choose them too.`, {
    tables,
  })
}

async function everythingPossible(tx: Tx, all: string[], references: Reference[], who: Clearer): Promise<string[]> {
  // People and their sign-ins go only when they are named.
  const set = new Set(all.filter((table) => whyNot(table, who.development) === null && kindOf(table) !== 'IDENTITY'))
  for (;;) {
    const blocking = await findBlocking(tx, set, references, who.userId)
    if (blocking.length === 0) return [...set].toSorted()
    for (const { parent } of blocking) set.delete(parent)
  }
}

/** The references by which a row that stays names a row that goes. */
async function findBlocking(
  tx: Tx,
  set: ReadonlySet<string>,
  references: readonly Reference[],
  me: number,
): Promise<Reference[]> {
  const blocking: Reference[] = []
  for (const reference of references) {
    const { child, parent, childColumns, parentColumns } = reference
    if (!set.has(parent) || (derived.has(child) && !set.has(child))) continue
    const survivors = set.has(child) ? keptRows(child, me) : 'true'
    if (survivors === undefined) continue
    const matches = childColumns.map((column, i) => `p.${quoted(parentColumns[i] ?? '')} = t.${quoted(column)}`)
    const parentKept = keptRows(parent, me)
    // A condition on a row t, asked of the parent's.
    const stays =
      parentKept === undefined
        ? 'false'
        : `EXISTS (SELECT FROM ${quoted(parent)} t WHERE t.ctid = p.ctid AND ${parentKept})`
    const [row] = await tx.$queryRawUnsafe<{ found: boolean }[]>(
      `SELECT EXISTS (SELECT FROM ${quoted(child)} t JOIN ${quoted(parent)} p ON ${matches.join(' AND ')}
        WHERE ${survivors} AND NOT ${stays}) AS found`,
    )
    if (row?.found) blocking.push(reference)
  }
  return blocking
}

/** Keeps everybody from writing to these tables, and to those whose rows name theirs, until the transaction ends. */
export async function lockTables(tx: Tx, tables: readonly string[]): Promise<void> {
  const references = await readReferences(tx)
  const set = new Set(tables)
  const involved = new Set([...tables, ...references.filter(({ parent }) => set.has(parent)).map(({ child }) => child)])
  const known = new Set(await readTables(tx))
  const names = [...involved]
    .filter((name) => known.has(name))
    .toSorted()
    .map(quoted)
  if (names.length > 0) await tx.$executeRawUnsafe(`LOCK TABLE ${names.join(', ')} IN SHARE ROW EXCLUSIVE MODE`)
}

/**
 * The triggers that refuse to give up what never changes. Switched off within the transaction: for what is append-only in
 * development alone, since elsewhere it is not cleared.
 */
const guards: Record<string, string> = {
  stock_movement: 'stock_movement_guard',
  event: 'event_guard',
  bom: 'bom_guard',
  bom_line: 'bom_line_guard',
}

/**
 * Deletes the rows, those that refer before those that are referred to. Row by row rather than by TRUNCATE, so that the
 * triggers that keep balances and statistics see every one.
 * @returns how many went, by table.
 */
export async function deleteRows(
  tx: Tx,
  tables: readonly string[],
  me: number,
): Promise<{ name: string; rows: number }[]> {
  await tx.$executeRaw`SET LOCAL statement_timeout = 0`
  const guarded = tables.flatMap((table) => (guards[table] === undefined ? [] : [[table, guards[table]] as const]))
  for (const [table, guard] of guarded) {
    await tx.$executeRawUnsafe(`ALTER TABLE ${quoted(table)} DISABLE TRIGGER ${quoted(guard)}`)
  }
  const done: { name: string; rows: number }[] = []
  for (const table of inOrder(tables, await readReferences(tx))) {
    // The statistics of stock follow changes of balances: a balance comes to nothing before it goes.
    if (table === 'stock_balance') await tx.$executeRaw`UPDATE stock_balance SET on_hand = 0 WHERE on_hand <> 0`
    const stays = keptRows(table, me)
    const where = stays === undefined ? '' : ` WHERE NOT (${stays})`
    done.push({ name: table, rows: await tx.$executeRawUnsafe(`DELETE FROM ${quoted(table)} t${where}`) })
  }
  for (const [table, guard] of guarded) {
    await tx.$executeRawUnsafe(`ALTER TABLE ${quoted(table)} ENABLE TRIGGER ${quoted(guard)}`)
  }
  return done
}

/** Children before their parents. */
function inOrder(tables: readonly string[], references: readonly Reference[]): string[] {
  const set = new Set(tables)
  const order: string[] = []
  const seen = new Set<string>()
  const visit = (table: string) => {
    if (seen.has(table)) return
    seen.add(table)
    for (const { child, parent } of references) if (parent === table && child !== table && set.has(child)) visit(child)
    order.push(table)
  }
  for (const table of tables) visit(table)
  return order
}
