import { rollUp, type Structure, totalsOf } from '@framewright/contracts/bom/bom.explosion'
import type {
  BomExplosion,
  ExplodeBomInput,
  ExplodedLine,
  ItemSupply,
} from '@framewright/contracts/bom/bom.explosion.schema'
import { netNeeds } from '@framewright/contracts/bom/bom.netting'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Fine } from '@framewright/contracts/core/fine'
import * as fine from '@framewright/contracts/core/fine'
import { notFound, ruleViolated } from '@framewright/contracts/errors'
import type { ReadDb } from '@framewright/db/client'
import { askOn, type BomEdge } from './bom.graph.ts'
import { type GraphItem, incomingOf, netItem, readBelow } from './bom.supply.ts'

/** Lines an explosion lists at most: a part that is used everywhere stands at each place. */
const mostLines = 20_000

/** See `BomQueries.explode`. */
export async function explode(read: ReadDb, input: ExplodeBomInput, today: string): Promise<BomExplosion> {
  const { itemId, quantity, on = today, scrap, supply } = input
  const ask = askOn(read)
  const below = (bomId?: number) => readBelow(ask, { roots: [itemId], bomId, on }, today, { scrap, supply })
  const finding = findRevision(read, input, on)
  // Which bill is in force is found on the way down; only another one has to be known before.
  const [bom, { structure, items }] = await Promise.all([
    finding,
    input.revision === undefined ? below() : finding.then((one) => below(one?.id)),
  ])
  // Nothing stands above the item itself.
  const [root] = items
  if (root === undefined) throw notFound('item', itemId)
  const itemAt = (place: number) => items[place] ?? root
  const made = (place: number) => (structure.parts[place]?.length ?? 0) > 0

  const wanted = fine.read(quantity)
  const totals = totalsOf(structure, new Map([[itemId, wanted]]))
  const costs = rollUp(structure, (place) => itemAt(place).cost)
  const amounts = totals.map((total) => fine.write(total))
  const supplyAt = supply ? supplyOf(structure, items, input) : () => undefined
  return {
    itemId,
    revision: bom?.revision ?? 0,
    on,
    quantity: decimal.quantity(quantity),
    scrap,
    depth: structure.levels.reduce((deepest, level) => Math.max(deepest, level), 0),
    unitCost: fine.write(costs[0] ?? fine.zero, 4, 2),
    cost: fine.writeProduct(costs[0] ?? fine.zero, wanted, 2, 2),
    lines: linesOf(structure, { totals, amounts, costs }, input.levels),
    items: items.slice(1).map((item, before) => {
      const place = before + 1
      return {
        itemId: item.id,
        sku: item.sku,
        name: item.name,
        kind: item.kind,
        unit: item.unit,
        level: structure.levels[place] ?? 0,
        made: made(place),
        quantity: amounts[place] ?? '0',
        unitCost: made(place) ? fine.write(costs[place] ?? fine.zero, 4, 2) : decimal.unitPrice(item.cost),
        supply: supplyAt(place),
      }
    }),
  }
}

/** What there is of the item at each place, and what it lacks. */
function supplyOf(
  structure: Structure<BomEdge>,
  items: readonly GraphItem[],
  { itemId, quantity }: Pick<ExplodeBomInput, 'itemId' | 'quantity'>,
): (place: number) => ItemSupply | undefined {
  const isMade = (place: number) => (structure.parts[place]?.length ?? 0) > 0
  const needs = netNeeds(structure, [{ itemId, quantity, regardless: true }], (place) =>
    netItem(items[place] as GraphItem, isMade(place)),
  )
  return (place) => {
    const item = items[place]
    if (item === undefined) return undefined
    const { needed, net } = needs[place] ?? { needed: fine.zero, net: fine.zero }
    return {
      available: item.available,
      incoming: incomingOf(item),
      promised: item.promised,
      needed: fine.write(needed),
      short: fine.write(net),
    }
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

/** Of the item at each place: how much of it there is in all, the same as written, and what one costs. */
interface Figures {
  totals: readonly Fine[]
  amounts: readonly string[]
  costs: readonly Fine[]
}

/** The tree, a whole before its parts. */
function linesOf({ parts }: Structure<BomEdge>, { totals, amounts, costs }: Figures, levels: number): ExplodedLine[] {
  const lines: ExplodedLine[] = []
  const times = timesIn(parts)
  const below = (whole: number, count: Fine, parent: number | null, level: number) => {
    for (const { edge, at } of parts[whole] ?? []) {
      if (lines.length === mostLines) {
        throw ruleViolated(
          'bom.tooManyLines',
          `The whole tree has more than ${mostLines.toLocaleString('en')} lines. Ask for fewer levels.`,
          { most: mostLines },
        )
      }
      // What stands in the tree once has been worked out: it is all there is of it.
      const once = times[at] === 1
      const needed = once ? (totals[at] ?? fine.zero) : fine.times(count, edge.per)
      const place = lines.length
      lines.push({
        parent,
        level,
        itemId: edge.part,
        quantityPer: edge.quantity,
        unit: edge.unit,
        scrapPercent: edge.scrapPercent,
        stage: edge.stage,
        quantity: once ? (amounts[at] ?? '0') : fine.write(needed),
        cost: fine.writeProduct(needed, costs[at] ?? fine.zero, 2, 2),
      })
      if (level < levels) below(at, needed, place, level + 1)
    }
  }
  below(0, totals[0] ?? fine.zero, null, 1)
  return lines
}

/** How often the item at each place of the order stands in the tree. */
function timesIn(parts: Structure<BomEdge>['parts']): number[] {
  const times = parts.map(() => 0)
  times[0] = 1
  for (const [whole, taken] of parts.entries()) {
    for (const { at } of taken) times[at] = (times[at] ?? 0) + (times[whole] ?? 0)
  }
  return times
}
