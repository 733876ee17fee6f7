import { DomainError, invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import type { CreateLocationInput, UpdateLocationInput } from '@framewright/contracts/stock/stock.schema'
import { sql } from 'kysely'
import { definedOnly } from '../core/objects.ts'
import type { Emit } from '../core/outbox.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { systemLocations } from './ledger.ts'

/** A place of one's own. Scrap is no stock of ours wherever it lies, as at the SCRAP every shop has. */
export async function createLocation(tx: Tx, emit: Emit, input: CreateLocationInput): Promise<{ id: number }> {
  const { code, name, usage, parentId } = input
  const taken = await run(
    tx,
    build.selectFrom('location').select('id').where(sql`lower(code)`, '=', sql`lower(${code}::text)`),
  )
  if (taken.length > 0)
    throw new DomainError('DUPLICATE', `The location code ${code} is taken.`, { field: 'code', value: code })
  if (parentId != null) await requireParent(tx, parentId)
  const location = await tx.location.create({
    data: { code, name, usage, parentId: parentId ?? null, allowNegative: usage === 'SCRAP' },
    select: { id: true },
  })
  emit({ entity: 'location', id: location.id, what: 'created', payload: { code, name, usage } })
  return location
}

/**
 * Changes a place's name, its place in the tree, and whether it is in use.
 * @throws DomainError NOT_FOUND, INVALID_INPUT for a parent that is not there, RULE_VIOLATED for a tree that would contain
 * itself, and for deactivating a place that holds stock or that the shop works with.
 */
export async function updateLocation(tx: Tx, emit: Emit, input: UpdateLocationInput): Promise<{ id: number }> {
  const { id, name, parentId, active } = input
  // Deactivating must not overlap with a posting, which holds the place; the rest may.
  const row = build.selectFrom('location').select(['id', 'code', 'name', 'active']).where('id', '=', id)
  const [location] = await run(tx, active === false ? row.forUpdate() : row.forNoKeyUpdate())
  if (location === undefined) throw notFound('location', id)
  if (parentId != null) await requireTree(tx, id, parentId)
  if (active === false && location.active) await requireUnused(tx, location)
  const changes = definedOnly({ name, parentId, active })
  if (Object.keys(changes).length === 0) return { id }
  await tx.location.update({ where: { id }, data: changes })
  emit({
    entity: 'location',
    id,
    what: 'updated',
    payload: { code: location.code, name: name ?? location.name, changed: Object.keys(changes) },
  })
  return { id }
}

async function requireParent(tx: Tx, parentId: number): Promise<void> {
  const found = await run(tx, build.selectFrom('location').select('id').where('id', '=', parentId).forKeyShare())
  if (found.length === 0) throw invalid('parentId', `There is no location ${parentId}`)
}

async function requireTree(tx: Tx, id: number, parentId: number): Promise<void> {
  // One change of the tree at a time: two that are each fine could make a ring together.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.locationTree'))`
  await requireParent(tx, parentId)
  const [above] = await tx.$queryRaw<{ ring: boolean }[]>`
    WITH RECURSIVE above AS (
      SELECT id, parent_id FROM location WHERE id = ${parentId}
      UNION SELECT l.id, l.parent_id FROM location l JOIN above a ON l.id = a.parent_id
    )
    SELECT EXISTS (SELECT FROM above WHERE id = ${id}) AS ring`
  if (above?.ring)
    throw ruleViolated('location.ring', 'A place cannot lie inside itself. Choose another place above it.', {
      parentId,
    })
}

async function requireUnused(tx: Tx, location: { id: number; code: string; name: string }): Promise<void> {
  if (location.code in (await systemLocations(tx))) {
    throw ruleViolated('location.system', `${location.name} is a place every shop works with; it stays active.`, {
      code: location.code,
    })
  }
  const held = await run(
    tx,
    build
      .selectFrom('stock_balance')
      .innerJoin('item', 'item.id', 'stock_balance.item_id')
      .select('item.sku')
      .where('stock_balance.location_id', '=', location.id)
      .where('stock_balance.on_hand', '<>', '0')
      .orderBy('item.sku')
      .limit(5),
  )
  if (held.length === 0) return
  throw ruleViolated(
    'location.holdsStock',
    `${location.name} still holds stock (${held.map((item) => item.sku).join(', ')}). Transfer it elsewhere first.`,
    { locationId: location.id, skus: held.map((item) => item.sku) },
  )
}
