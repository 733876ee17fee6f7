import type { Call } from '@framewright/contracts/core/context'
import { ruleViolated } from '@framewright/contracts/errors'
import type { CreateStockCountInput } from '@framewright/contracts/stock-count/stock-count.schema'
import type { StockCountCommands, StockCountQueries } from '@framewright/contracts/stock-count/stock-count.service'
import type { Deps } from '../core/deps.ts'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'
import { requirePlace } from '../stock/place.ts'
import { stockedItems } from '../stock/stocked-item.ts'
import { enter } from './enter.ts'
import { postCount } from './posting.ts'
import { holdCountsOf, itemsAt, requireUncounted, snapshot } from './snapshot.ts'
import { lockOpenCount } from './stock-count.rows.ts'

export function stockCountCommands(
  { commands, clock }: Pick<Deps, 'commands' | 'clock'>,
  queries: StockCountQueries,
): StockCountCommands {
  /** A command on one count: answers with the count as it then is. */
  function onCount<I>(work: (tx: Tx, emit: Emit, call: Call, input: I) => Promise<{ id: number }>) {
    return (call: Call, input: I) =>
      commands.run(
        call,
        input,
        (tx, emit) => work(tx, emit, call, input),
        (count) => queries.get(call, count),
      )
  }

  return {
    create: onCount((tx, emit, call, input: CreateStockCountInput) => create(tx, emit, call, input, clock.now())),
    enter: onCount(enter),
    post: onCount((tx, emit, call, { id }: { id: number }) => postCount(tx, emit, call, id, clock.now())),
    cancel: onCount(async (tx, emit, call, { id }: { id: number }) => {
      const count = await lockOpenCount(tx, call.caller, id, 'cancel')
      await tx.stockCount.update({ where: { id }, data: { status: 'CANCELLED', version: { increment: 1 } } })
      const payload = { number: count.number, from: 'OPEN', to: 'CANCELLED' }
      emit({ entity: 'stockCount', id, what: 'cancelled', payload })
      return { id }
    }),
  }
}

async function create(
  tx: Tx,
  emit: Emit,
  call: Call,
  input: CreateStockCountInput,
  now: Date,
): Promise<{ id: number }> {
  const place = await requirePlace(tx, input.locationId, 'locationId')
  await holdCountsOf(tx, place.id)
  if (input.itemIds !== undefined) await stockedItems(tx, input.itemIds, (index) => `itemIds.${index}`)
  const itemIds = [...new Set(input.itemIds ?? (await itemsAt(tx, place.id)))]
  if (itemIds.length === 0) {
    throw ruleViolated(
      'stockCount.empty',
      `The ledger knows of nothing at ${place.name}. Name the items that are to be counted.`,
      { locationId: place.id },
    )
  }
  await requireUncounted(tx, place.id, itemIds)
  const count = await tx.stockCount.create({
    data: { locationId: place.id, notes: input.notes, createdById: call.caller.userId, snapshotAt: now },
    select: { id: true, number: true },
  })
  await snapshot(tx, count.id, place.id, itemIds)
  emit({
    entity: 'stockCount',
    id: count.id,
    what: 'created',
    payload: { number: count.number, location: place.name, lines: itemIds.length, to: 'OPEN' },
  })
  return { id: count.id }
}
