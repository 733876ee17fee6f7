import type { Fine } from '../core/fine.ts'
import * as fine from '../core/fine.ts'

/** That a whole takes a part. */
export interface Pair {
  whole: number
  part: number
}

/** That one of a whole takes so much of a part, in the part's own unit. */
export interface Edge extends Pair {
  per: Fine
}

/**
 * What is made of what, of some items and all below them. An item is known by its place in the order: what is worked out of
 * ten thousands of them are then lists rather than maps.
 */
export interface Structure<P extends Pair = Edge> {
  /** Every item once, each before all of its parts. */
  order: readonly number[]
  placeOf: ReadonlyMap<number, number>
  /** Of the item at each place: the deepest level it stands at; 0 for those that were asked for. */
  levels: readonly number[]
  /** Of the item at each place: what it takes, and the part's own place. */
  parts: readonly (readonly { edge: P; at: number }[])[]
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
export function structureOf<P extends Pair>(roots: readonly number[], edges: readonly P[]): Structure<P> {
  // Numbered as they are met. Most have no parts.
  const ids: number[] = []
  const known = new Map<number, number>()
  const below: Taken<P>[][] = []
  const meet = (id: number) => {
    const there = known.get(id)
    if (there !== undefined) return there
    known.set(id, ids.length)
    return ids.push(id) - 1
  }
  const tops = roots.map(meet)
  for (const edge of edges) {
    const whole = meet(edge.whole)
    const taken = { edge, at: meet(edge.part) }
    const before = below[whole]
    if (before === undefined) below[whole] = [taken]
    else before.push(taken)
  }

  const sorted = sort(tops, below, ids)
  const places = new Int32Array(ids.length)
  const none: Taken<P>[] = []
  const order: number[] = []
  const placeOf = new Map<number, number>()
  for (const [place, at] of sorted.entries()) {
    const id = ids[at] ?? 0
    order.push(id)
    placeOf.set(id, place)
    places[at] = place
  }
  const parts = sorted.map((at) => below[at] ?? none)
  const levels = new Array<number>(order.length).fill(0)
  for (const [place, taken] of parts.entries()) {
    const level = (levels[place] ?? 0) + 1
    for (const part of taken) {
      part.at = places[part.at] ?? 0
      if ((levels[part.at] ?? 0) < level) levels[part.at] = level
    }
  }
  return { order, placeOf, levels, parts }
}

interface Taken<P> {
  edge: P
  at: number
}

/** What can be come to from the roots, the wholes before their parts. */
function sort(
  roots: readonly number[],
  parts: readonly (readonly Taken<unknown>[])[],
  ids: readonly number[],
): number[] {
  const finished: number[] = []
  const [open, done] = [1, 2]
  const state = new Uint8Array(ids.length)
  for (const root of roots) {
    if (state[root] !== 0) continue
    // With a stack of its own: a chain of any length.
    const stack = [{ at: root, next: 0 }]
    state[root] = open
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const part = parts[top.at]?.[top.next++]?.at
      if (part === undefined) {
        state[top.at] = done
        finished.push(top.at)
        stack.pop()
      } else if (state[part] === open) {
        const way = stack.map(({ at }) => at)
        throw new LoopError([...way.slice(way.indexOf(part)), part].map((at) => ids[at] ?? 0))
      } else if (state[part] === done) {
      } else if (parts[part] === undefined) {
        state[part] = done
        finished.push(part)
      } else {
        state[part] = open
        stack.push({ at: part, next: 0 })
      }
    }
  }
  return finished.reverse()
}

/**
 * How much of the item at each place so many of some take, whatever there is of it, all places of the tree together.
 * @param wanted what is wanted for itself, by item.
 */
export function totalsOf({ order, parts }: Structure, wanted: ReadonlyMap<number, Fine>): Fine[] {
  const totals = order.map((id) => wanted.get(id) ?? fine.zero)
  for (const [place, taken] of parts.entries()) {
    const count = totals[place] ?? fine.zero
    for (const { edge, at } of taken) totals[at] = fine.plus(totals[at] ?? fine.zero, fine.times(count, edge.per))
  }
  return totals
}

/** What one of the item at each place costs in materials, from the bottom up: what has no parts its own cost. */
export function rollUp({ parts }: Structure, costAt: (place: number) => string): Fine[] {
  const costs = parts.map(() => fine.zero)
  for (let place = parts.length - 1; place >= 0; place--) {
    const taken = parts[place] ?? []
    let cost = taken.length === 0 ? fine.read(costAt(place)) : fine.zero
    for (const { edge, at } of taken) cost = fine.plus(cost, fine.times(costs[at] ?? fine.zero, edge.per))
    costs[place] = cost
  }
  return costs
}
