import * as decimal from '@framewright/contracts/core/decimal'

/** What lies at one place, as the ledger sees it under its lock. */
export interface Held {
  itemId: number
  locationId: number
  /** Whether the place's usage is STORAGE: stock that may be taken for anything. */
  storage: boolean
  onHand: string
  reserved: string
}

/** So much of an item wanted, from anywhere in STORAGE or from the one place named. */
export interface Demand {
  itemId: number
  quantity: string
  locationId?: number | undefined
}

export interface Allocation {
  itemId: number
  locationId: number
  quantity: string
}

export interface Shortage {
  itemId: number
  /** The one place it was wanted from; undefined: anywhere in STORAGE. */
  locationId?: number | undefined
  requested: string
  available: string
}

/**
 * Takes each demand from the places in the order given (put the preferred place first), from several where one does not
 * hold enough; only what is not reserved. Demands for the same item are added up first, so that two of them cannot both
 * be promised the same piece, and what names its place comes before what may come from anywhere. What is short is named with what there is of it, which is allocated all the same: whoever
 * wants all or nothing looks at the shortages.
 */
export function allocate(
  held: readonly Held[],
  demands: readonly Demand[],
): { allocations: Allocation[]; shortages: Shortage[] } {
  const allocations: Allocation[] = []
  const free = new Map(held.map((place) => [place, decimal.subtract(place.onHand, place.reserved)]))
  const shortages: Shortage[] = []
  for (const { itemId, locationId, quantity: requested } of addUp(demands)) {
    const places = held.filter(
      (place) =>
        place.itemId === itemId && (locationId === undefined ? place.storage : place.locationId === locationId),
    )
    const available = decimal.sum(places.map((place) => free.get(place) ?? '0'))
    let open = requested
    for (const place of places) {
      const here = free.get(place) ?? '0'
      if (!decimal.isPositive(open) || !decimal.isPositive(here)) continue
      const quantity = decimal.min(open, here)
      free.set(place, decimal.subtract(here, quantity))
      allocations.push({ itemId, locationId: place.locationId, quantity })
      open = decimal.subtract(open, quantity)
    }
    if (decimal.isPositive(open)) {
      shortages.push({
        itemId,
        locationId,
        requested: decimal.quantity(requested),
        available: decimal.quantity(available),
      })
    }
  }
  return { allocations, shortages }
}

function addUp(demands: readonly Demand[]): Demand[] {
  const sums = new Map<string, Demand>()
  for (const demand of demands) {
    const key = `${demand.itemId}@${demand.locationId ?? ''}`
    const before = sums.get(key)
    sums.set(key, before ? { ...before, quantity: decimal.add(before.quantity, demand.quantity) } : demand)
  }
  const byPlace = (demand: Demand) => Number(demand.locationId === undefined)
  return [...sums.values()].sort((a, b) => byPlace(a) - byPlace(b))
}
