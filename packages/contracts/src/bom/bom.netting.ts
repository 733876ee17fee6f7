import { places } from '../core/decimal.ts'
import type { Fine } from '../core/fine.ts'
import * as fine from '../core/fine.ts'
import type { Structure } from './bom.explosion.ts'

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
  /** Wanted for itself and for what is to be made of it. */
  needed: Fine
  /** To be made or bought: what is wanted beyond what is free. */
  net: Fine
  /** Which wholes that are to be made, by their places, get how much of what is to be made or bought. */
  pegs: { whole: number; quantity: Fine }[]
}

interface Want {
  /** Its place; undefined where the item is wanted for itself. */
  whole: number | undefined
  quantity: Fine
  regardless: boolean
}

/**
 * Goes from the wholes to their parts and takes of each what is free before more is made or bought. What is free goes to
 * what is wanted for itself first, then to the wholes as they come.
 * @param itemAt the item at a place.
 * @returns of the item at each place what comes of it; undefined where it is not wanted.
 */
export function netNeeds(
  { order, placeOf, parts }: Structure,
  demands: readonly Demand[],
  itemAt: (place: number) => NetItem,
): (Need | undefined)[] {
  const wants: Want[][] = []
  const want = (place: number, wanted: Want) => {
    const before = wants[place]
    if (before === undefined) {
      wants[place] = [wanted]
      return
    }
    const last = before.at(-1)
    // Another line of the same bill.
    if (last !== undefined && last.whole === wanted.whole) last.quantity = fine.plus(last.quantity, wanted.quantity)
    else before.push(wanted)
  }
  for (const { itemId, quantity, regardless } of demands) {
    const place = placeOf.get(itemId)
    if (place !== undefined) want(place, { whole: undefined, quantity: fine.read(quantity), regardless })
  }
  return order.map((_, place) => {
    const wanted = wants[place]
    if (wanted === undefined) return undefined
    const item = itemAt(place)
    const need = netted(wanted, item)
    if (!item.made || fine.isZero(need.net)) return need
    for (const { edge, at } of parts[place] ?? []) {
      // As an order's materials are: each line to six places.
      const quantity = fine.times(need.net, edge.per, places.quantity)
      want(at, { whole: place, quantity, regardless: false })
    }
    return need
  })
}

/** What comes of one item. */
function netted(wanted: readonly Want[], item: NetItem): Need {
  let needed = fine.zero
  for (const { quantity } of wanted) needed = fine.plus(needed, quantity)
  let free = item.service ? needed : fine.read(item.free)
  let missing = fine.zero
  const pegs: Need['pegs'] = []
  for (const { whole, quantity, regardless } of wanted) {
    const taken = regardless || fine.compare(free, fine.zero) < 0 ? fine.zero : fine.min(free, quantity)
    free = fine.minus(free, taken)
    const rest = fine.minus(quantity, taken)
    if (fine.isZero(rest)) continue
    missing = fine.plus(missing, rest)
    if (whole !== undefined) pegs.push({ whole, quantity: rest })
  }
  return { needed, net: item.made && item.whole ? fine.wholeUp(missing) : missing, pegs }
}
