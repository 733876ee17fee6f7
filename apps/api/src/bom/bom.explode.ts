import { netNeeds, rollUp, type Structure, totalsOf } from '@framewright/contracts/bom/bom.explosion'
import type { BomExplosion, ExplodeBomInput, ExplodedLine } from '@framewright/contracts/bom/bom.explosion.schema'
import type { Fine } from '@framewright/contracts/core/decimal'
import * as decimal from '@framewright/contracts/core/decimal'
import { notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { askOn, type BomEdge } from './bom.graph.ts'
import { type GraphItem, incomingOf, netItem, readBelow } from './bom.supply.ts'

/** Lines an explosion lists at most: a part that is used everywhere stands at each place. */
const mostLines = 20_000

/** See `BomQueries.explode`. */
export async function explode(read: ReadDb, input: ExplodeBomInput, today: string): Promise<BomExplosion> {
  const { itemId, quantity, on = today, scrap } = input
  const ask = askOn(read)
  const bom = await findRevision(read, input, on)
  const wanted = { roots: [itemId], bomId: bom?.id, on, scrap }
  const { structure: shape, items } = await readBelow(ask, wanted, today, { together: true })
  if (!items.has(itemId)) throw notFound('item', itemId)
  const itemOf = (id: number) => items.get(id) as GraphItem

  const totals = totalsOf(shape, new Map([[itemId, decimal.fine(quantity)]]))
  const costs = rollUp(shape, (id) => itemOf(id).cost)
  const costOf = (id: number) => costs.get(id) ?? 0n
  const made = (id: number) => shape.partsOf.has(id)
  const needs = netNeeds(shape, [{ itemId, quantity, regardless: true }], (id) => netItem(itemOf(id), made(id)), {
    pegs: false,
  })
  const lines = linesOf(shape, itemId, decimal.fine(quantity), costOf, input.levels)
  return {
    itemId,
    revision: bom?.revision ?? 0,
    on,
    quantity: decimal.quantity(quantity),
    scrap,
    depth: Math.max(...shape.level.values()),
    unitCost: decimal.fromFine(costOf(itemId), 4, 2),
    cost: decimal.fromFine(decimal.timesFine(costOf(itemId), decimal.fine(quantity)), 2, 2),
    lines,
    items: shape.order
      .filter((id) => id !== itemId)
      .map((id) => {
        const item = itemOf(id)
        const need = needs.get(id)
        return {
          itemId: id,
          sku: item.sku,
          name: item.name,
          kind: item.kind,
          unit: item.unit,
          level: shape.level.get(id) ?? 0,
          made: made(id),
          quantity: decimal.fromFine(totals.get(id) ?? 0n),
          unitCost: decimal.fromFine(costOf(id), 4, 2),
          available: item.available,
          incoming: incomingOf(item),
          promised: item.promised,
          needed: need?.needed ?? '0',
          short: need?.net ?? '0',
        }
      }),
  }
}

/** The revision asked for, else the one in force. */
async function findRevision(read: ReadDb, { itemId, revision }: ExplodeBomInput, on: string) {
  let query = read.selectFrom('bom').select(['id', 'revision']).where('item_id', '=', itemId)
  if (revision === undefined) {
    query = query.where('status', '=', 'RELEASED').where('effective', '<=', on).orderBy('revision', 'desc').limit(1)
  } else query = query.where('revision', '=', revision)
  const bom = await query.executeTakeFirst()
  if (bom === undefined && revision !== undefined) throw notFound('bill of materials', `${itemId}/${revision}`)
  return bom
}

/** The tree, a whole before its parts. */
function linesOf(
  { partsOf }: Structure<BomEdge>,
  itemId: number,
  quantity: Fine,
  costOf: (id: number) => Fine,
  levels: number,
): ExplodedLine[] {
  const lines: ExplodedLine[] = []
  const below = (whole: number, count: Fine, parent: number | null, level: number) => {
    for (const edge of partsOf.get(whole) ?? []) {
      if (lines.length === mostLines) {
        throw ruleViolated(
          'bom.tooManyLines',
          `The whole tree has more than ${mostLines.toLocaleString('en')} lines. Ask for fewer levels.`,
          { most: mostLines },
        )
      }
      const needed = decimal.timesFine(count, edge.per)
      const at = lines.length
      lines.push({
        parent,
        level,
        itemId: edge.part,
        quantityPer: edge.quantity,
        unit: edge.unit,
        scrapPercent: edge.scrapPercent,
        stage: edge.stage,
        quantity: decimal.fromFine(needed),
        cost: decimal.fromFine(decimal.timesFine(needed, costOf(edge.part)), 2, 2),
      })
      if (level < levels) below(edge.part, needed, at, level + 1)
    }
  }
  below(itemId, quantity, null, 1)
  return lines
}
