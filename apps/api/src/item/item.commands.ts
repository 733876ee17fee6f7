import type { Call } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { DomainError } from '@framewright/contracts/errors'
import type { ItemCommands, ItemQueries } from '@framewright/contracts/item/item.service'
import type { Deps } from '../core/deps.ts'
import type { Tx } from '../core/sql.ts'
import { post, systemLocations } from '../stock/ledger.ts'

export function itemCommands({ commands }: Deps, queries: ItemQueries): ItemCommands {
  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await requireFreeSku(tx, input.sku)
          const { openingStock, ...data } = input
          const item = await tx.item.create({ data, select: { id: true } })
          await postOpeningStock(tx, call, item.id, openingStock)
          emit({ entity: 'item', id: item.id, what: 'created', payload: { sku: input.sku, name: input.name } })
          return item
        },
        (item) => queries.get(call, item),
      )
    },
  }
}

/** The unique index has the last word; this says it better in all but a race. */
export async function requireFreeSku(tx: Tx, sku: string): Promise<void> {
  // Not Prisma's insensitive `equals`: that is a pattern, in which an underscore stands for any character.
  const taken = await tx.$queryRaw<{ id: number }[]>`SELECT id FROM item WHERE lower(sku) = lower(${sku}) LIMIT 1`
  if (taken.length > 0) throw new DomainError('DUPLICATE', `The SKU ${sku} is taken.`, { field: 'sku', value: sku })
}

/** An opening quantity is a movement like any other: ADJUSTMENTS → the default storage location. */
export async function postOpeningStock(
  tx: Tx,
  call: Call,
  itemId: number,
  quantity: string | undefined,
): Promise<void> {
  if (quantity === undefined || !decimal.isPositive(quantity)) return
  const at = await systemLocations(tx)
  await post(tx, call, { type: 'item', id: itemId, operation: 'opening' }, [
    { itemId, fromId: at.ADJUSTMENTS, toId: at.STOCK, quantity, reason: 'Opening stock' },
  ])
}
