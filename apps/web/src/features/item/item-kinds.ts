import type { ItemKind } from '@framewright/contracts/item/item.schema'

/** What the kinds of item are called. A kind missing here does not compile. */
export const itemKindWords: Record<ItemKind, string> = {
  PROFILE: 'Profile',
  GLASS: 'Glass',
  HARDWARE: 'Hardware',
  FRAME: 'Frame',
  MATERIAL: 'Material',
  PRODUCT: 'Product',
  SERVICE: 'Service',
}

export const itemKindOptions = Object.entries(itemKindWords).map(([value, label]) => ({ value, label }))

/** A frame's own page tells more than its item's. */
export const itemPage = (item: { id: number; kind: ItemKind }): string =>
  item.kind === 'FRAME' ? `/frames/${item.id}` : `/items/${item.id}`
