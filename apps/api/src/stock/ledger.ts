import type { Call } from '@framewright/contracts/core/context'
import { DomainError } from '@framewright/contracts/errors'
import { type SqlBool, sql } from 'kysely'
import { type Given, statement } from '../core/prepared.ts'
import { build, type Tx } from '../core/sql.ts'
import { type Allocation, allocate, type Demand, type Held, type Shortage } from './allocation.ts'

/** The places every shop has, by the code the ledger's migration gave them. */
export type SystemLocation =
  | 'STOCK'
  | 'SUPPLIERS'
  | 'CUSTOMERS'
  | 'PRODUCTION'
  | 'ASSEMBLED'
  | 'QUARANTINE'
  | 'STAGING'
  | 'SCRAP'
  | 'ADJUSTMENTS'

/** One movement to post. Unit cost in the shop's currency; the item's cost when not given. */
export interface Posting {
  itemId: number
  fromId: number
  toId: number
  quantity: string
  unitCost?: string
  sourceLine?: number
  reason?: string | undefined
  effectiveAt?: Date
  /** The movement this one undoes. A movement can be undone once. */
  reverses?: number
}

/**
 * The document that moves the stock; null where the movement is its own document, as a transfer is. `operation` with the
 * id names the act, so that it can happen only once.
 */
export interface Source {
  type: string
  id: number | null
  operation: string
}

/** The places every shop has, by their codes. */
export const systemCodes = [
  'STOCK',
  'SUPPLIERS',
  'CUSTOMERS',
  'PRODUCTION',
  'ASSEMBLED',
  'QUARANTINE',
  'STAGING',
  'SCRAP',
  'ADJUSTMENTS',
] as const

/** Their identifiers. */
export async function systemLocations(tx: Tx): Promise<Record<SystemLocation, number>> {
  const rows = await tx.location.findMany({
    where: { code: { in: [...systemCodes] } },
    select: { id: true, code: true },
  })
  return Object.fromEntries(rows.map((row) => [row.code, row.id])) as Record<SystemLocation, number>
}

/** An item that is short, by name. */
export interface NamedShortage {
  itemId: number
  sku: string
  name: string
  /** The one place it was wanted from; not there: anywhere in STORAGE. */
  locationId?: number
  requested: string
  available: string
}

/**
 * Takes what is demanded: from anywhere in STORAGE, the place `first` before others, or from the place a demand names.
 * Locks every balance of the items involved, in one order, until the transaction ends, so that what it allocates is still
 * there when the movements are posted.
 * @param also items that will be posted too and of which nothing is taken: all are locked at once, or two who need the
 * same items the other way round would wait for each other.
 * @throws DomainError INSUFFICIENT_STOCK naming every short item with what was requested and what is available.
 */
export async function take(
  tx: Tx,
  demands: readonly Demand[],
  first: number | SystemLocation,
  also: readonly number[] = [],
): Promise<Allocation[]> {
  const { allocations, shortages } = await takeAvailable(tx, demands, first, also)
  if (shortages.length === 0) return allocations
  const list = shortages.map(
    (item) => `${item.name} (${item.sku}): ${item.requested} needed, ${item.available} available`,
  )
  throw new DomainError('INSUFFICIENT_STOCK', `There is not enough stock. ${list.join('; ')}.`, { items: shortages })
}

/** Takes what there is of what is demanded, as `take` does, and names what is short instead of refusing. */
export async function takeAvailable(
  tx: Tx,
  demands: readonly Demand[],
  first: number | SystemLocation,
  also: readonly number[] = [],
): Promise<{ allocations: Allocation[]; shortages: NamedShortage[] }> {
  if (demands.length === 0) return { allocations: [], shortages: [] }
  const itemIds = [...new Set([...demands.map((demand) => demand.itemId), ...also])]
  const rows = await lockBalances(tx, { itemIds })
  const isFirst = (row: (typeof rows)[number]) => (typeof first === 'number' ? row.location_id : row.code) === first
  const held: Held[] = rows
    .toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)))
    .map((row) => ({
      itemId: row.item_id,
      locationId: row.location_id,
      storage: row.usage === 'STORAGE',
      onHand: row.on_hand,
      reserved: row.reserved,
    }))
  const { allocations, shortages } = allocate(held, demands)
  return { allocations, shortages: await named(tx, shortages) }
}

const lockBalances = statement((_, given: Given<{ itemIds: number[] }>) =>
  build
    .selectFrom('stock_balance')
    .innerJoin('location', 'location.id', 'stock_balance.location_id')
    .select(['stock_balance.item_id', 'stock_balance.location_id', 'stock_balance.usage', 'location.code'])
    .select([sql<string>`on_hand::text`.as('on_hand'), sql<string>`reserved::text`.as('reserved')])
    .where(sql<SqlBool>`stock_balance.item_id = any(${given('itemIds')}::int[])`)
    .orderBy('stock_balance.item_id')
    .orderBy('stock_balance.location_id')
    .forUpdate('stock_balance'),
)

async function named(tx: Tx, shortages: readonly Shortage[]): Promise<NamedShortage[]> {
  if (shortages.length === 0) return []
  const names = await tx.item.findMany({
    where: { id: { in: shortages.map((short) => short.itemId) } },
    select: { id: true, sku: true, name: true },
  })
  return shortages.map((short) => {
    const item = names.find((name) => name.id === short.itemId)
    const { locationId, ...rest } = short
    return {
      ...rest,
      ...(locationId === undefined ? {} : { locationId }),
      sku: item?.sku ?? '',
      name: item?.name ?? '',
    }
  })
}

/**
 * Holds items and all their balances until the transaction ends, in the one order everybody does. A command that takes
 * from several sides holds all its items first. @returns what each costs.
 */
export async function holdStock(tx: Tx, itemIds: readonly number[]): Promise<Map<number, string>> {
  const costs = await tx.$queryRaw<{ item_id: number; cost: string }[]>`
    SELECT item_id, cost::text FROM hold_stock(${[...new Set(itemIds)]}::int[])`
  return new Map(costs.map((item) => [item.item_id, item.cost]))
}

/**
 * Posts movements; the database moves the balances with them and refuses what would take a real place below zero.
 * @returns their identifiers, in the order of the postings.
 */
export async function post(tx: Tx, call: Call, source: Source, postings: readonly Posting[]): Promise<number[]> {
  if (postings.length === 0) return []
  const itemIds = [...new Set(postings.map((posting) => posting.itemId))]
  const costOf = await holdStock(tx, itemIds)
  const posted = await tx.stockMovement.createManyAndReturn({
    data: postings.map((posting) => ({
      itemId: posting.itemId,
      fromId: posting.fromId,
      toId: posting.toId,
      quantity: posting.quantity,
      unitCost: posting.unitCost ?? costOf.get(posting.itemId) ?? '0',
      sourceType: source.type,
      sourceId: source.id,
      sourceLine: posting.sourceLine ?? null,
      reason: posting.reason || null,
      actorId: call.caller.userId,
      operationKey: [
        source.type,
        source.id ?? '',
        source.operation,
        posting.sourceLine ?? 0,
        posting.itemId,
        posting.fromId,
        posting.toId,
      ].join(':'),
      reversesId: posting.reverses ?? null,
      ...(posting.effectiveAt ? { effectiveAt: posting.effectiveAt } : {}),
    })),
    select: { id: true },
  })
  return posted.map((movement) => Number(movement.id))
}
