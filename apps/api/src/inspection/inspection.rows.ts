import { invalid, notFound } from '@framewright/contracts/errors'
import type { InspectionStatus } from '@framewright/contracts/inspection/inspection.lifecycle'
import type { QualitySourceType } from '@framewright/contracts/inspection/quality-source'
import type { Characteristic, InspectionType } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { TaskKind } from '@framewright/contracts/task/task.kind'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import { lockFulfilment } from '../fulfilment/fulfilment.rows.ts'
import { lockProductionOrder } from '../production-order/production-order.rows.ts'
import type { SourceRef } from './opening.ts'

/** An inspection as a command sees it, locked. */
export interface LockedInspection {
  id: number
  number: string
  type: InspectionType
  status: InspectionStatus
  itemId: number
  sku: string
  itemName: string
  kind: string
  unit: string
  stage: TaskKind | null
  quantity: string
  sampleSize: number
  planId: number | null
  locationId: number | null
  targetId: number | null
  source: SourceRef | null
  /** Goods wait for it. */
  held: boolean
}

/**
 * Holds an inspection until the transaction ends: of two who record it, the second sees that it is decided. The production
 * order it is of is held first: what passes is its own again.
 */
export async function lockInspection(tx: Tx, id: number): Promise<LockedInspection> {
  const known = await tx.inspection.findUnique({ where: { id }, select: { sourceType: true, sourceId: true } })
  if (known?.sourceType === 'productionOrder' && known.sourceId !== null) await lockProductionOrder(tx, known.sourceId)
  const [row] = await run(
    tx,
    build
      .selectFrom('inspection')
      .innerJoin('item', 'item.id', 'inspection.item_id')
      .select(['inspection.id', 'inspection.number', 'inspection.type', 'inspection.status', 'inspection.stage'])
      .select(['inspection.item_id as itemId', 'item.sku', 'item.name as itemName', 'item.kind', 'item.unit'])
      .select(['inspection.sample_size as sampleSize', 'inspection.plan_id as planId'])
      .select(['inspection.location_id as locationId', 'inspection.target_id as targetId'])
      .select(['inspection.source_type', 'inspection.source_id', 'inspection.source_line', 'inspection.source_number'])
      .select(sql<string>`inspection.quantity::text`.as('quantity'))
      .where('inspection.id', '=', id)
      .forUpdate('inspection'),
  )
  if (row === undefined) throw notFound('inspection', id)
  const { source_type: type, source_id, source_line: line, source_number: number, ...own } = row
  const source = type === null ? null : { type: type as QualitySourceType, id: source_id ?? 0, line, number }
  return { ...own, source, held: own.locationId !== null }
}

/** What an inspection looks at, in order, with the rows' identifiers. */
export async function characteristicsOf(tx: Tx, inspectionId: number): Promise<(Characteristic & { id: number })[]> {
  return run(
    tx,
    build
      .selectFrom('inspection_characteristic')
      .select(['id', 'line_no as lineNo', 'name', 'kind', 'unit', 'instructions'])
      .select([
        sql<string | null>`trim_scale(nominal)::text`.as('nominal'),
        sql<string | null>`trim_scale(lower)::text`.as('lower'),
        sql<string | null>`trim_scale(upper)::text`.as('upper'),
      ])
      .where('inspection_id', '=', inspectionId)
      .orderBy('line_no'),
  )
}

const tables = {
  purchaseOrder: 'purchase_order',
  workOrder: 'work_order',
  productionOrder: 'production_order',
  salesOrder: 'sales_order',
} as const

/**
 * The document that is named as a source, held until the transaction ends, so that whoever completes or sends it waits and
 * then sees the inspection that is made for it. A production order's task and job card are the order's own: it is the source.
 */
export async function holdSource(tx: Tx, type: QualitySourceType, id: number): Promise<SourceRef> {
  if (type === 'fulfilment') {
    const { number } = await lockFulfilment(tx, null, id)
    return { type, id, number }
  }
  const orderId = await productionOrderOf(tx, type, id)
  if (orderId !== null) {
    const { number } = await lockProductionOrder(tx, orderId)
    return { type: 'productionOrder', id: orderId, number }
  }
  if (type === 'task') {
    const [task] = await run(tx, build.selectFrom('task').select('id').where('id', '=', id).forShare())
    if (task === undefined) throw invalid('sourceId', `There is no task ${id}`)
    return { type, id, number: `Task ${id}` }
  }
  const [row] = await run(
    tx,
    build.selectFrom(tables[type]).select(['id', 'number']).where('id', '=', id).forNoKeyUpdate(),
  )
  if (row === undefined) throw invalid('sourceId', 'There is no such document')
  return { type, id, number: row.number }
}

async function productionOrderOf(tx: Tx, type: QualitySourceType, id: number): Promise<number | null> {
  const select = { productionOrderId: true } as const
  if (type === 'task') return (await tx.task.findUnique({ where: { id }, select }))?.productionOrderId ?? null
  if (type === 'workOrder') return (await tx.workOrder.findUnique({ where: { id }, select }))?.productionOrderId ?? null
  return null
}
