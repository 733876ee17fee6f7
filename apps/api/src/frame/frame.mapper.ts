import * as decimal from '@framewright/contracts/core/decimal'
import type { Frame } from '@framewright/contracts/frame/frame.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { toStock } from '../stock/stock.sql.ts'

/** A frame with its item's columns and its stock, as the queries select it. */
export interface FrameRow {
  id: number
  sku: string
  name: string
  description: string
  material: string
  width_mm: number
  height_mm: number
  depth_mm: number | null
  stages: TaskKind[]
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
}

export function toFrame(row: FrameRow): Frame {
  return {
    id: row.id,
    sku: row.sku,
    name: row.name,
    description: row.description,
    material: row.material,
    widthMm: row.width_mm,
    heightMm: row.height_mm,
    depthMm: row.depth_mm,
    stages: row.stages,
    unitPrice: decimal.unitPrice(row.unit_price),
    cost: decimal.unitPrice(row.cost),
    taxRate: decimal.quantity(row.tax_rate),
    category: row.category_id === null ? null : { id: row.category_id, path: row.category_path ?? '' },
    reorderPoint: row.reorder_point === null ? null : decimal.quantity(row.reorder_point),
    reorderQuantity: row.reorder_quantity === null ? null : decimal.quantity(row.reorder_quantity),
    leadDays: row.lead_days,
    active: row.active,
    stock: toStock(row),
    version: row.version,
  }
}
