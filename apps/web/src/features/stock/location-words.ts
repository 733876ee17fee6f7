import type { Location } from '@framewright/contracts/stock/stock.schema'

type Usage = Location['usage']

/** What a place is for. A usage missing here does not compile. */
export const usageWords: Record<Usage, string> = {
  SUPPLIER: 'Suppliers',
  STORAGE: 'Storage',
  WIP: 'Work in progress',
  QUARANTINE: 'Quarantine',
  STAGING: 'Staging',
  CUSTOMER: 'Customers',
  SCRAP: 'Scrap',
  ADJUSTMENT: 'Corrections',
}

/** Where stock can be put and taken from by hand. */
const handled: ReadonlySet<Usage> = new Set<Usage>(['STORAGE', 'QUARANTINE', 'STAGING'])
export const isHandled = (place: Pick<Location, 'usage' | 'active'>): boolean =>
  place.active && handled.has(place.usage)

/** Places outside the shop are the ledger's counterparts, not where anything lies. */
const outside: ReadonlySet<Usage> = new Set<Usage>(['SUPPLIER', 'CUSTOMER', 'ADJUSTMENT'])
export const isInside = (place: Pick<Location, 'usage'>): boolean => !outside.has(place.usage)
