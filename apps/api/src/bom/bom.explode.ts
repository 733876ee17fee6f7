import { netNeeds, rollUp, type Structure, totalsOf } from '@framewright/contracts/bom/bom.explosion'
import type { BomExplosion, ExplodeBomInput, ExplodedLine } from '@framewright/contracts/bom/bom.explosion.schema'
import * as decimal from '@framewright/contracts/core/decimal'
import { notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { askOn, type BomEdge, readStructure } from './bom.graph.ts'
import { type GraphItem, incomingOf, netItem, readSupply } from './bom.supply.ts'

/** Lines an explosion lists at most: a part that is used everywhere stands at each place. */
const mostLines = 20_000

/** See `BomQueries.explode`. */
export async function explode(read: ReadDb, input: ExplodeBomInput, today: string): Promise<BomExplosion> {
  const { itemId, quantity, on = today, scrap } = input
  const ask = askOn(read)
  const bom = await findRevision(read, input, on)
  const shape = await readStructure(ask, { roots: [itemId], bomId: bom?.id, on, scrap })
  const items = new Map((await readSupply(ask, shape.order, today)).map((item) => [item.id, item]))
  if (!items.has(itemId)) throw notFound('item', itemId)
  const itemOf = (id: number) => items.get(id) as GraphItem

  const totals = totalsOf(shape, new Map([[itemId, quantity]]))
  const costs = rollUp(shape, (id) => itemOf(id).cost)
  const costOf = (id: number) => costs.get(id) ?? '0'
  const made = (id: number) => shape.partsOf.has(id)
  const needs = netNeeds(shape, [{ itemId, quantity, regardless: true }], (id) => netItem(itemOf(id), made(id)))
  const lines = linesOf(shape, itemId, quantity, costOf, input.levels)
  return {
    itemId,
    revision: bom?.revision ?? 0,
    on,
    quantity: decimal.quantity(quantity),
    scrap,
    depth: Math.max(...shape.level.values()),
    unitCost: decimal.unitPrice(costOf(itemId)),
    cost: decimal.money(decimal.multiply(costOf(itemId), quantity)),
    lines,
    items: shape.order
      .filter((id) => id !== itemId)
      .map((id) => {
        const { sku, name, kind, unit, ...stock } = itemOf(id)
        const need = needs.get(id)
        return {
          itemId: id,
          sku,
          name,
          kind,
          unit,
          level: shape.level.get(id) ?? 0,
          made: made(id),
          quantity: decimal.quantity(totals.get(id) ?? '0'),
          unitCost: decimal.unitPrice(costOf(id)),
          available: stock.available,
          incoming: incomingOf(stock),
          promised: stock.promised,
          needed: decimal.quantity(need?.needed ?? '0'),
          short: decimal.quantity(need?.net ?? '0'),
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
  quantity: string,
  costOf: (id: number) => string,
  levels: number,
): ExplodedLine[] {
  const lines: ExplodedLine[] = []
  const below = (whole: number, count: string, parent: number | null, level: number) => {
    for (const edge of partsOf.get(whole) ?? []) {
      if (lines.length === mostLines) {
        throw ruleViolated(
          'bom.tooManyLines',
          `The whole tree has more than ${mostLines.toLocaleString('en')} lines. Ask for fewer levels.`,
          { most: mostLines },
        )
      }
      const needed = decimal.fine(decimal.multiply(count, edge.per))
      const at = lines.length
      lines.push({
        parent,
        level,
        itemId: edge.part,
        quantityPer: edge.quantity,
        unit: edge.unit,
        scrapPercent: edge.scrapPercent,
        stage: edge.stage,
        quantity: decimal.quantity(needed),
        cost: decimal.money(decimal.multiply(needed, costOf(edge.part))),
      })
      if (level < levels) below(edge.part, needed, at, level + 1)
    }
  }
  below(itemId, quantity, null, 1)
  return lines
}
