import { DomainError } from '@framewright/contracts/errors'
import type { CreateItemInput } from '@framewright/contracts/item/item.schema'
import type { ItemCommands, ItemQueries } from '@framewright/contracts/item/item.service'
import type { Deps } from '../core/deps.ts'
import { requireVersion } from '../core/versions.ts'
import { importCsv } from '../import/import-csv.ts'
import { kinds } from '../import/kinds.ts'
import { requirePieces } from '../stock/stocked-item.ts'
import { changeItem } from './item.change.ts'
import { referenceTo } from './item.references.ts'
import { holdForRename, lockItem, lockItems, requireCategory, requireFreeSku, requireNoFrame } from './item.rows.ts'
import { postOpeningStock } from './opening-stock.ts'

export function itemCommands(deps: Deps, queries: ItemQueries): ItemCommands {
  const { commands, clock } = deps
  return {
    import: (call, input) => importCsv(deps, call, kinds.item, input),

    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await requireFreeSku(tx, input.sku)
          await requireCategory(tx, input.categoryId)
          const { openingStock, ...fields } = input
          if (openingStock !== undefined) requirePieces(input, openingStock, 'openingStock')
          const item = await tx.item.create({ data: created(fields), select: { id: true } })
          await postOpeningStock(tx, call, item.id, openingStock)
          emit({ entity: 'item', id: item.id, what: 'created', payload: { sku: input.sku, name: input.name } })
          return item
        },
        (item) => queries.get(call, item),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id, version, ...change } = input
          if (change.name !== undefined) await holdForRename(tx, id)
          const item = await lockItem(tx, id)
          requireVersion(version, item.version)
          await requireCategory(tx, change.categoryId)
          await changeItem(tx, emit, item, change, clock.now())
          return { id }
        },
        (item) => queries.get(call, item),
      )
    },

    bulkUpdate(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          // A category that is not there is wrong for all of them.
          await requireCategory(tx, input.change.categoryId)
          const updated: number[] = []
          const refused: { id: number; code: string; message: string }[] = []
          const items = new Map((await lockItems(tx, input.ids)).map((item) => [item.id, item]))
          for (const id of new Set(input.ids)) {
            const item = items.get(id)
            if (item === undefined) {
              refused.push({ id, code: 'NOT_FOUND', message: `There is no item ${id}.` })
              continue
            }
            try {
              await changeItem(tx, emit, item, input.change, clock.now())
              updated.push(id)
            } catch (error) {
              // Only what was refused before anything was written: the transaction goes on with the others.
              if (!(error instanceof DomainError)) throw error
              refused.push({ id, code: error.domainCode, message: error.message })
            }
          }
          return { updated, refused }
        },
        async (done) => done,
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const item = await lockItem(tx, input.id)
          requireNoFrame(item)
          const { id, sku, name } = item
          const reference = await referenceTo(tx, id)
          if (reference !== undefined) {
            throw new DomainError(
              'CONFLICT',
              `${name} (${sku}) ${reference.how}, so it cannot be deleted. Deactivate it instead: it then takes no new orders.`,
              { entity: 'item', id, referredBy: reference.entity },
            )
          }
          await tx.item.delete({ where: { id } })
          emit({ entity: 'item', id, what: 'removed', payload: { sku, name } })
          return {}
        },
        async () => ({ ok: true as const }),
      )
    },
  }
}

/** The columns of a new item; what is not given is null or the column's default. */
const created = ({ categoryId, reorderPoint, reorderQuantity, ...given }: Omit<CreateItemInput, 'openingStock'>) => ({
  ...given,
  categoryId: categoryId ?? null,
  reorderPoint: reorderPoint ?? null,
  reorderQuantity: reorderQuantity ?? null,
})
