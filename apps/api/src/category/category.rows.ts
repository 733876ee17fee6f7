import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import { categoriesBelow } from './category.sql.ts'

/** A category as a command sees it, locked. */
export interface LockedCategory {
  id: number
  name: string
  parentId: number | null
  path: string
  version: number
}

/**
 * Lets one change of the tree happen at a time, until the transaction ends: two moves that are each fine by themselves
 * must not make a circle together.
 */
export async function lockTree(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.category'))`
}

/** Holds the category's row, also against new items and categories that would refer to it. */
export async function lockCategory(tx: Tx, id: number): Promise<LockedCategory> {
  const [row] = await run(
    tx,
    build
      .selectFrom('category')
      .select(['id', 'name', 'parent_id as parentId', 'path', 'version'])
      .where('id', '=', id)
      .forUpdate(),
  )
  if (row === undefined) throw notFound('category', id)
  return row
}

/** @throws DomainError INVALID_INPUT when there is no such parent. */
export async function requireParent(tx: Tx, parentId: number | null): Promise<void> {
  if (parentId === null) return
  const parent = await tx.category.findUnique({ where: { id: parentId }, select: { id: true } })
  if (parent === null) throw invalid('parentId', `There is no category ${parentId}`)
}

/** @throws DomainError RULE_VIOLATED when the parent is the category itself or below it. The caller holds the tree. */
export async function requireNoCircle(tx: Tx, category: LockedCategory, parentId: number | null): Promise<void> {
  if (parentId === null) return
  const found = await run(
    tx,
    build
      .selectFrom('category')
      .select(['id', 'path'])
      .where('id', '=', parentId)
      .where('id', 'in', categoriesBelow(category.id)),
  )
  if (found[0] === undefined) return
  throw ruleViolated('category.circle', `${category.path} cannot go below itself (${found[0].path}).`, {
    categoryId: category.id,
    parentId,
  })
}

/** The unique index has the last word; this says it better in all but a race with an import. */
export async function requireFreeName(
  tx: Tx,
  { id, name, parentId }: { id?: number; name: string; parentId: number | null },
): Promise<void> {
  const [taken] = await run(
    tx,
    build
      .selectFrom('category')
      .select(['id', 'path'])
      .where(sql`coalesce(parent_id, 0)`, '=', parentId ?? 0)
      .where(sql`lower(name)`, '=', sql`lower(${name}::text)`)
      .where('id', '<>', id ?? 0)
      .limit(1),
  )
  if (taken === undefined) return
  throw new DomainError('DUPLICATE', `There is a category ${taken.path} already.`, { field: 'name', value: name })
}
