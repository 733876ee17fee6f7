import { notFound } from '@framewright/contracts/errors'
import type { FrameCommands, FrameQueries } from '@framewright/contracts/frame/frame.service'
import { addRevision } from '../bom/bom.revision.ts'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import { build, run, type Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { requireNoneHeld } from '../item/item.change.ts'
import { holdForRename, requireCategory, requireFreeSku } from '../item/item.rows.ts'
import { postOpeningStock } from '../item/opening-stock.ts'

export function frameCommands({ commands, clock }: Deps, queries: FrameQueries): FrameCommands {
  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const sku = input.sku ?? (await nextSku(tx))
          await requireFreeSku(tx, sku)
          await requireCategory(tx, input.categoryId)
          const item = await tx.item.create({
            data: {
              sku,
              name: input.name,
              kind: 'FRAME',
              unit: 'each',
              unitPrice: input.unitPrice,
              cost: input.cost,
              taxRate: input.taxRate,
              categoryId: input.categoryId ?? null,
              reorderPoint: input.reorderPoint ?? null,
              reorderQuantity: input.reorderQuantity ?? null,
              leadDays: input.leadDays,
              frame: {
                create: {
                  description: input.description,
                  material: input.material,
                  widthMm: input.widthMm,
                  heightMm: input.heightMm,
                  depthMm: input.depthMm ?? null,
                  stages: input.stages,
                },
              },
            },
            select: { id: true },
          })
          await postOpeningStock(tx, call, item.id, input.openingStock)
          emit({ entity: 'frame', id: item.id, what: 'created', payload: { sku, name: input.name } })
          return item
        },
        (frame) => queries.get(call, frame),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          if (input.name !== undefined) await holdForRename(tx, input.id)
          const current = await lockFrame(tx, input.id)
          requireVersion(input.version, current.version)
          if (input.sku !== undefined && input.sku.toLowerCase() !== current.sku.toLowerCase())
            await requireFreeSku(tx, input.sku)
          await requireCategory(tx, input.categoryId)
          if (input.cost !== undefined) await requireNoneHeld(tx, { id: input.id, ...current })
          const { description, material, widthMm, heightMm, depthMm, stages } = input
          const { sku, name, unitPrice, cost, taxRate, categoryId, reorderPoint, reorderQuantity, leadDays } = input
          await tx.item.update({
            where: { id: input.id },
            data: {
              ...definedOnly({
                sku,
                name,
                unitPrice,
                cost,
                taxRate,
                categoryId,
                reorderPoint,
                reorderQuantity,
                leadDays,
                active: input.active,
              }),
              version: { increment: 1 },
              updatedAt: clock.now(),
              frame: { update: definedOnly({ description, material, widthMm, heightMm, depthMm, stages }) },
            },
          })
          emit({ entity: 'frame', id: input.id, what: 'updated', payload: { changed: changedFields(input) } })
        },
        () => queries.get(call, input),
      )
    },

    saveBom(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          await lockFrame(tx, input.id)
          const today = clock.today()
          const { id: itemId, revision: basedOn, lines } = input
          const done = { today, now: clock.now(), userId: call.caller.userId }
          const revision = await addRevision(tx, { itemId, basedOn, effective: today, lines }, done)
          emit({ entity: 'frame', id: input.id, what: 'bomChanged', payload: { revision, lines: input.lines.length } })
        },
        () => queries.bom(call, input),
      )
    },
  }
}

/** Holds the frame's row until the transaction ends, so that two editors come one after the other. */
async function lockFrame(tx: Tx, id: number): Promise<{ sku: string; name: string; version: number }> {
  const [row] = await run(
    tx,
    build
      .selectFrom('item')
      .select(['sku', 'name', 'version'])
      .where('id', '=', id)
      .where('kind', '=', 'FRAME')
      .forUpdate(),
  )
  if (row === undefined) throw notFound('frame', id)
  return row
}

async function nextSku(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ sku: string }[]>`SELECT next_number('FR-', 'frame_sku_seq', 5) AS sku`
  return row?.sku ?? ''
}

const changedFields = (input: object): string[] =>
  Object.entries(input)
    .filter(([key, value]) => value !== undefined && key !== 'id' && key !== 'version')
    .map(([key]) => key)
