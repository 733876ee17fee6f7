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
    active: row.active,
    stock: toStock(row),
    version: row.version,
  }
}
