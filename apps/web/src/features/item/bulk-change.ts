import type { BulkUpdateItemsInput } from '@framewright/contracts/item/item.schema'

type Change = BulkUpdateItemsInput['change']

/** What may be changed on many items at once, as the drawer's fields hold it; null is left as it is. */
export interface BulkValues {
  kind: NonNullable<Change['kind']> | null
  /** `categoryId: null` inside takes the category away. */
  category: { categoryId: number | null } | null
  unitPrice: string
  taxRate: string
  reorderPoint: string
  reorderQuantity: string
  leadDays: number | ''
  active: 'yes' | 'no' | null
}

export const unchanged: BulkValues = {
  kind: null,
  category: null,
  unitPrice: '',
  taxRate: '',
  reorderPoint: '',
  reorderQuantity: '',
  leadDays: '',
  active: null,
}

const amounts = ['unitPrice', 'taxRate', 'reorderPoint', 'reorderQuantity'] as const

/** The change the fields ask for; empty when they ask for none. */
export function changeOf(values: BulkValues): Change {
  const change: Change = {}
  if (values.kind !== null) change.kind = values.kind
  if (values.category !== null) change.categoryId = values.category.categoryId
  if (values.active !== null) change.active = values.active === 'yes'
  if (values.leadDays !== '') change.leadDays = values.leadDays
  for (const name of amounts) if (values[name] !== '') change[name] = values[name]
  return change
}
