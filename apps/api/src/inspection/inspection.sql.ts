import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { inspectionActionsFor } from '@framewright/contracts/inspection/inspection.lifecycle'
import type { InspectionCountInput, InspectionSummary } from '@framewright/contracts/inspection/inspection.schema'
import type { QualitySource } from '@framewright/contracts/inspection/quality-source'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'
import { personName } from '../core/names.ts'

export type InspectionFilter = InspectionCountInput

/** Whether an input narrows anything down: an unfiltered list has its total kept. */
export const isFiltered = (filter: object): boolean =>
  Object.entries(filter).some(
    ([key, value]) =>
      !['cursor', 'limit', 'sort'].includes(key) &&
      value !== undefined &&
      value !== '' &&
      !(Array.isArray(value) && value.length === 0),
  )

/** Inspections as a filter wants them, with what a list shows. */
export function selectInspections(read: ReadDb, filter: InspectionFilter, zone = 'UTC') {
  let query = read
    .selectFrom('inspection')
    .innerJoin('item', 'item.id', 'inspection.item_id')
    .leftJoin('location as place', 'place.id', 'inspection.location_id')
    .leftJoin('location as target', 'target.id', 'inspection.target_id')
    .leftJoin('app_user as inspector', 'inspector.id', 'inspection.inspector_id')
    .select(['inspection.id', 'inspection.number', 'inspection.type', 'inspection.status', 'inspection.stage'])
    .select(['inspection.plan_id', 'inspection.plan_name', 'inspection.sample_size', 'inspection.version'])
    .select(['inspection.quantity', 'inspection.failed_quantity', 'inspection.created_at', 'inspection.decided_at'])
    .select(['inspection.source_type', 'inspection.source_id', 'inspection.source_line', 'inspection.source_number'])
    .select(['inspection.item_id', 'item.sku', 'item.name as item_name', 'item.unit'])
    .select(['place.id as place_id', 'place.name as place', 'target.id as target_id', 'target.name as target'])
    .select(['inspector.id as inspector_id', 'inspector.username', 'inspector.first_name', 'inspector.last_name'])

  const { status, type, itemId, planId, sourceType, sourceId, inspectorId, from, to, search } = filter
  if (status !== undefined && status.length > 0) query = query.where('inspection.status', 'in', status)
  if (type !== undefined && type.length > 0) query = query.where('inspection.type', 'in', type)
  if (itemId !== undefined) query = query.where('inspection.item_id', '=', itemId)
  if (planId !== undefined) query = query.where('inspection.plan_id', '=', planId)
  if (sourceType !== undefined) query = query.where('inspection.source_type', '=', sourceType)
  if (sourceId !== undefined) query = query.where('inspection.source_id', '=', sourceId)
  if (inspectorId !== undefined) query = query.where('inspection.inspector_id', '=', inspectorId)
  if (from !== undefined) query = query.where('inspection.created_at', '>=', startOf(from, zone))
  if (to !== undefined) query = query.where('inspection.created_at', '<', endOf(to, zone))
  if (search) {
    const pattern = containing(search.toLowerCase())
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(inspection.number) like ${pattern}`,
        sql<boolean>`lower(inspection.source_number) like ${pattern}`,
        sql<boolean>`lower(item.sku) like ${pattern}`,
        sql<boolean>`lower(item.name) like ${pattern}`,
      ]),
    )
  }
  return query
}

/** The instant a day of the shop's begins, and the one it is over. */
export const startOf = (day: string, zone: string) => sql<Date>`(${day}::date::timestamp at time zone ${zone})`
export const endOf = (day: string, zone: string) => sql<Date>`((${day}::date + 1)::timestamp at time zone ${zone})`

export type InspectionRow = Awaited<ReturnType<ReturnType<typeof selectInspections>['executeTakeFirstOrThrow']>>

export function toSummary(row: InspectionRow, caller: Pick<Caller, 'permissions'>): InspectionSummary {
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    status: row.status,
    plan: row.plan_id === null ? null : { id: row.plan_id, name: row.plan_name },
    item: { id: row.item_id, sku: row.sku, name: row.item_name, unit: row.unit as InspectionSummary['item']['unit'] },
    stage: row.stage,
    quantity: decimal.quantity(row.quantity),
    sampleSize: row.sample_size,
    failedQuantity: row.failed_quantity === null ? null : decimal.quantity(row.failed_quantity),
    source: toSource(row),
    location: row.place_id === null ? null : { id: row.place_id, name: row.place ?? '' },
    target: row.target_id === null ? null : { id: row.target_id, name: row.target ?? '' },
    inspector: row.inspector_id === null ? null : { id: row.inspector_id, name: personName(row) },
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    version: row.version,
    allowedActions: inspectionActionsFor({ status: row.status, held: row.place_id !== null }, caller),
  }
}

/** The document a row is of. */
export const toSource = (row: {
  source_type: string | null
  source_id: number | null
  source_line: number | null
  source_number: string
}): QualitySource | null =>
  row.source_type === null || row.source_id === null
    ? null
    : {
        type: row.source_type as QualitySource['type'],
        id: row.source_id,
        line: row.source_line,
        number: row.source_number,
      }
