import type { Item, ItemKind } from '@framewright/contracts/item/item.schema'
import type { Inputs } from '~/lib/trpc.ts'

/** What the item form holds while it is being filled in. */
export interface ItemValues {
  sku: string
  name: string
  kind: ItemKind
  unit: string
  unitPrice: string
  cost: string
  taxRate: string
  categoryId: number | null
  reorderPoint: string
  reorderQuantity: string
  leadDays: number | ''
  openingStock: string
}

export const emptyItem: ItemValues = {
  sku: '',
  name: '',
  kind: 'MATERIAL',
  unit: 'each',
  unitPrice: '',
  cost: '',
  taxRate: '',
  categoryId: null,
  reorderPoint: '',
  reorderQuantity: '',
  leadDays: '',
  openingStock: '',
}

/** An item as its form shows it. */
export const valuesOf = (item: Item): ItemValues => ({
  sku: item.sku,
  name: item.name,
  kind: item.kind,
  unit: item.unit,
  unitPrice: item.unitPrice,
  cost: item.cost,
  taxRate: item.taxRate,
  categoryId: item.category?.id ?? null,
  reorderPoint: item.reorderPoint ?? '',
  reorderQuantity: item.reorderQuantity ?? '',
  leadDays: item.leadDays === 0 ? '' : item.leadDays,
  openingStock: '',
})

const orZero = (value: string) => (value === '' ? '0' : value)
const orNull = (value: string) => (value === '' ? null : value)

const shared = (values: ItemValues) => ({
  sku: values.sku,
  name: values.name,
  // A frame has no form among the items: its own page changes it.
  kind: values.kind as Exclude<ItemKind, 'FRAME'>,
  unitPrice: orZero(values.unitPrice),
  taxRate: orZero(values.taxRate),
  categoryId: values.categoryId,
  reorderPoint: orNull(values.reorderPoint),
  reorderQuantity: orNull(values.reorderQuantity),
  leadDays: values.leadDays === '' ? 0 : values.leadDays,
})

/** What creating takes. */
export const createInput = (values: ItemValues): Inputs['item']['create'] => ({
  ...shared(values),
  unit: values.unit,
  cost: orZero(values.cost),
  ...(values.openingStock === '' ? {} : { openingStock: values.openingStock }),
})

/** What changing takes: only the fields that differ from how the item was when the editing began. */
export function updateInput(base: Item, version: number, values: ItemValues): Inputs['item']['update'] {
  const before = valuesOf(base)
  const after = { ...shared(values), unit: values.unit, cost: orZero(values.cost) }
  const changed = Object.entries(after).filter(([name]) => {
    const field = name as keyof typeof after
    return values[field] !== before[field]
  })
  return { id: base.id, version, ...Object.fromEntries(changed) }
}

/** What the form itself can tell; the rest the server says. */
export const itemRules = {
  sku: (sku: string) => (sku.trim() === '' ? 'A SKU names the item on labels and in orders' : null),
  name: (name: string) => (name.trim() === '' ? 'What is it?' : null),
}
