import type { Fine } from '../core/decimal.ts'
import * as decimal from '../core/decimal.ts'

/** That one of a whole takes so much of a part, in the part's own unit. */
export interface Edge {
  whole: number
  part: number
  per: Fine
}

/** What is made of what, of some items and all below them. */
export interface Structure<E extends Edge = Edge> {
  /** Every item once, each before all of its parts. */
  order: readonly number[]
  /** The deepest level each item stands at; 0 for those that were asked for. */
  level: ReadonlyMap<number, number>
  partsOf: ReadonlyMap<number, readonly E[]>
}

/** An item is a part of itself. `path` leads from it down to it. */
export class LoopError extends Error {
  readonly path: readonly number[]

  constructor(path: readonly number[]) {
    super(`A part of itself: ${path.join(' → ')}`)
    this.path = path
  }
}

/**
 * Sorts what is below some items, so that whatever goes from the wholes to their parts, or the other way, meets each item
 * once, however often it stands in the tree.
 * @throws LoopError where an item is a part of itself.
 */
export function structureOf<E extends Edge>(roots: readonly number[], edges: readonly E[]): Structure<E> {
  const partsOf = Map.groupBy(edges, ({ whole }) => whole)
  const finished: number[] = []
  const state = new Map<number, 'open' | 'done'>()
  for (const root of roots) {
    if (state.has(root)) continue
    // With a stack of its own: a chain of any length.
    const stack = [{ id: root, next: 0 }]
    state.set(root, 'open')
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = partsOf.get(top.id)?.[top.next++]
      if (edge === undefined) {
        state.set(top.id, 'done')
        finished.push(top.id)
        stack.pop()
        continue
      }
      const met = state.get(edge.part)
      if (met === 'open') {
        const ids = stack.map(({ id }) => id)
        throw new LoopError([...ids.slice(ids.indexOf(edge.part)), edge.part])
      }
      if (met === 'done') continue
      if (!partsOf.has(edge.part)) {
        state.set(edge.part, 'done')
        finished.push(edge.part)
        continue
      }
      state.set(edge.part, 'open')
      stack.push({ id: edge.part, next: 0 })
    }
  }
  const order = finished.reverse()
  const level = new Map(roots.map((root) => [root, 0]))
  for (const id of order) {
    const below = (level.get(id) ?? 0) + 1
    for (const { part } of partsOf.get(id) ?? []) if ((level.get(part) ?? 0) < below) level.set(part, below)
  }
  return { order, level, partsOf }
}

/** How much of every item so many of some take, whatever there is of it, all places of the tree together. */
export function totalsOf({ order, partsOf }: Structure, wanted: ReadonlyMap<number, Fine>): Map<number, Fine> {
  const totals = new Map(wanted)
  for (const id of order) {
    const count = totals.get(id)
    if (count === undefined) continue
    for (const { part, per } of partsOf.get(id) ?? []) {
      totals.set(part, (totals.get(part) ?? 0n) + decimal.timesFine(count, per))
    }
  }
  return totals
}

/** What one of every item costs in materials, from the bottom up: what has no parts its own cost. */
export function rollUp({ order, partsOf }: Structure, costOf: (id: number) => string): Map<number, Fine> {
  const costs = new Map<number, Fine>()
  for (const id of order.toReversed()) {
    const parts = partsOf.get(id)
    let cost = parts === undefined ? decimal.fine(costOf(id)) : 0n
    for (const { part, per } of parts ?? []) cost += decimal.timesFine(per, costs.get(part) ?? 0n)
    costs.set(id, cost)
  }
  return costs
}

/** What is to be known of an item to say what has to be made of it, or bought. */
export interface NetItem {
  /** Made here, else bought. */
  made: boolean
  /** In whole pieces only. */
  whole: boolean
  /** Not kept in stock: taken without being there. */
  service: boolean
  /** There or coming, and wanted by nobody else; below zero where too much has been promised. */
  free: string
}

/** Something that is wanted for itself. */
export interface Demand {
  itemId: number
  quantity: string
  /** Make or get all of it, whatever there is already. */
  regardless: boolean
}

/** What comes of an item that is wanted; all amounts in its own unit. */
export interface Need {
  itemId: number
  /** Wanted for itself and for what is to be made of it. */
  needed: string
  /** To be made or bought: what is wanted beyond what is free. */
  net: string
  /** Which wholes that are to be made get how much of what is to be made or bought. */
  pegs: { whole: number; quantity: string }[]
}

/**
 * Goes from the wholes to their parts and takes of each what is free before more is made or bought. What is free goes to
 * what is wanted for itself first, then to the wholes as they come.
 * @param pegs whether it is asked which whole gets how much.
 */
export function netNeeds(
  { order, partsOf }: Structure,
  demands: readonly Demand[],
  itemOf: (id: number) => NetItem,
  { pegs: pegged = true } = {},
): Map<number, Need> {
  interface Want {
    whole: number | undefined
    quantity: Fine
    regardless: boolean
  }
  const wants = new Map<number, Want[]>()
  const want = (id: number, wanted: Want) => {
    const list = wants.get(id)
    if (list === undefined) wants.set(id, [wanted])
    else list.push(wanted)
  }
  for (const { itemId, quantity, regardless } of demands) {
    want(itemId, { whole: undefined, quantity: decimal.fine(quantity), regardless })
  }
  const needs = new Map<number, Need>()
  for (const id of order) {
    const wanted = wants.get(id)
    if (wanted === undefined) continue
    const item = itemOf(id)
    const needed = wanted.reduce((sum, { quantity }) => sum + quantity, 0n)
    let free = item.service ? needed : atLeastZero(decimal.fine(item.free))
    let missing = 0n
    const pegs: Need['pegs'] = []
    for (const { whole, quantity, regardless } of wanted) {
      const taken = regardless ? 0n : smaller(free, quantity)
      free -= taken
      const rest = quantity - taken
      if (rest === 0n) continue
      missing += rest
      if (pegged && whole !== undefined) pegs.push({ whole, quantity: decimal.fromFine(rest) })
    }
    const net = item.made && item.whole ? decimal.wholeUpFine(missing) : missing
    const written = decimal.fromFine(needed)
    needs.set(id, { itemId: id, needed: written, net: net === needed ? written : decimal.fromFine(net), pegs })
    if (!item.made || net === 0n) continue
    const perPart = new Map<number, Fine>()
    // As an order's materials are: each line to six places.
    for (const { part, per } of partsOf.get(id) ?? []) {
      const taken = decimal.timesFine(net, per, decimal.places.quantity)
      perPart.set(part, (perPart.get(part) ?? 0n) + taken)
    }
    for (const [part, quantity] of perPart) want(part, { whole: id, quantity, regardless: false })
  }
  return needs
}

const smaller = (a: Fine, b: Fine): Fine => {
  if (a < b) return a
  return b
}
const atLeastZero = (value: Fine): Fine => (value < 0n ? 0n : value)
