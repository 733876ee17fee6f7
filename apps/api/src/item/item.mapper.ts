import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import type { Item, ItemKind } from '@framewright/contracts/item/item.schema'
import { recordActions } from '../core/record-actions.ts'
import { toStock } from '../stock/stock.sql.ts'

/** An item with its category's path and its stock, as the queries select it. */
export interface ItemRow {
  id: number
  sku: string
  name: string
  kind: ItemKind
  unit: string
  unit_price: string
  cost: string
  tax_rate: string
  category_id: number | null
  category_path: string | null
  reorder_point: string | null
  reorder_quantity: string | null
  lead_days: number
  active: boolean
  version: number
  on_hand: string
  reserved: string
  incoming: string
}

/** @param unreferred whether nothing refers to it, where that was looked into. */
export function toItem(row: ItemRow, caller: Caller, unreferred = false): Item {
  const orNull = (value: string | null) => (value === null ? null : decimal.quantity(value))
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    kind: row.kind,
    unit: row.unit,
    unitPrice: decimal.unitPrice(row.unit_price),
    cost: decimal.unitPrice(row.cost),
    taxRate: decimal.quantity(row.tax_rate),
    category: row.category_id === null ? null : { id: row.category_id, path: row.category_path ?? '' },
    reorderPoint: orNull(row.reorder_point),
    reorderQuantity: orNull(row.reorder_quantity),
    leadDays: row.lead_days,
    active: row.active,
    stock: toStock(row),
    incoming: decimal.quantity(row.incoming),
    version: row.version,
    allowedActions: recordActions({
      mayWrite: caller.permissions.has('item.write') && row.kind !== 'FRAME',
      active: row.active,
      unreferred,
    }),
  }
}
