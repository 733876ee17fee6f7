import { notFound } from '@framewright/contracts/errors'
import type { QualitySourceType } from '@framewright/contracts/inspection/quality-source'
import type { NonConformanceStatus } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import { sql } from 'kysely'
import { build, run, type Tx } from '../core/sql.ts'
import type { SourceRef } from '../inspection/opening.ts'
import { type LockedProductionOrder, lockProductionOrder } from '../production-order/production-order.rows.ts'

/** A non-conformance as a command sees it, locked. */
export interface LockedNonConformance {
  id: number
  number: string
  status: NonConformanceStatus
  inspectionId: number | null
  itemId: number
  sku: string
  itemName: string
  itemKind: string
  /** What one costs now. */
  cost: string
  quantity: string
  defect: string
  source: SourceRef | null
  locationId: number | null
  locationUsage: string | null
  targetId: number | null
  workOrderId: number | null
  productionOrderId: number | null
  /** The production order it is of, held. */
  order: LockedProductionOrder | null
}

/** Holds the production order it is of, and then the non-conformance itself, until the transaction ends. */
export async function lockNonConformance(tx: Tx, id: number): Promise<LockedNonConformance> {
  const known = await tx.nonConformance.findUnique({ where: { id }, select: { sourceType: true, sourceId: true } })
  const orderId = known?.sourceType === 'productionOrder' ? known.sourceId : null
  const order = orderId === null ? null : await lockProductionOrder(tx, orderId)
  const [row] = await run(
    tx,
    build
      .selectFrom('non_conformance as ncr')
      .innerJoin('item', 'item.id', 'ncr.item_id')
      .leftJoin('location', 'location.id', 'ncr.location_id')
      .select(['ncr.id', 'ncr.number', 'ncr.status', 'ncr.inspection_id as inspectionId', 'ncr.defect'])
      .select(['ncr.item_id as itemId', 'item.sku', 'item.name as itemName', 'item.kind as itemKind'])
      .select(['ncr.location_id as locationId', 'location.usage as locationUsage', 'ncr.target_id as targetId'])
      .select(['ncr.work_order_id as workOrderId', 'ncr.production_order_id as productionOrderId'])
      .select(['ncr.source_type', 'ncr.source_id', 'ncr.source_line', 'ncr.source_number'])
      .select([sql<string>`ncr.quantity::text`.as('quantity'), sql<string>`item.cost::text`.as('cost')])
      .where('ncr.id', '=', id)
      .forUpdate('ncr'),
  )
  if (row === undefined) throw notFound('non-conformance', id)
  const { source_type: type, source_id, source_line: line, source_number: number, ...own } = row
  const source = type === null ? null : { type: type as QualitySourceType, id: source_id ?? 0, line, number }
  return { ...own, source, order }
}
