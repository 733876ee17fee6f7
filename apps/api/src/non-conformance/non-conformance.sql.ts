import type { Caller } from '@framewright/contracts/core/context'
import * as decimal from '@framewright/contracts/core/decimal'
import { nonConformanceActionsFor } from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import type {
  NonConformanceCountInput,
  NonConformanceSummary,
} from '@framewright/contracts/non-conformance/non-conformance.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'
import { endOf, startOf, toSource } from '../inspection/inspection.sql.ts'

/** Non-conformances as a filter wants them, with what a list shows. */
export function selectNonConformances(read: ReadDb, filter: NonConformanceCountInput, zone = 'UTC') {
  let query = read
    .selectFrom('non_conformance as ncr')
    .innerJoin('item', 'item.id', 'ncr.item_id')
    .leftJoin('inspection', 'inspection.id', 'ncr.inspection_id')
    .leftJoin('location as place', 'place.id', 'ncr.location_id')
    .select(['ncr.id', 'ncr.number', 'ncr.status', 'ncr.severity', 'ncr.defect', 'ncr.description', 'ncr.version'])
    .select(['ncr.quantity', 'ncr.disposition', 'ncr.cost', 'ncr.created_at', 'ncr.decided_at'])
    .select(['ncr.source_type', 'ncr.source_id', 'ncr.source_line', 'ncr.source_number'])
    .select(['ncr.item_id', 'item.sku', 'item.name as item_name', 'item.unit', 'item.kind as item_kind'])
    .select(['inspection.id as inspection_id', 'inspection.number as inspection_number'])
    .select(['place.id as place_id', 'place.name as place'])

  const { status, severity, disposition, defect, itemId, inspectionId, sourceType, sourceId, from, to, search } = filter
  if (status !== undefined && status.length > 0) query = query.where('ncr.status', 'in', status)
  if (severity !== undefined && severity.length > 0) query = query.where('ncr.severity', 'in', severity)
  if (disposition !== undefined && disposition.length > 0) query = query.where('ncr.disposition', 'in', disposition)
  if (defect !== undefined && defect !== '') query = query.where(sql<boolean>`lower(ncr.defect) = lower(${defect})`)
  if (itemId !== undefined) query = query.where('ncr.item_id', '=', itemId)
  if (inspectionId !== undefined) query = query.where('ncr.inspection_id', '=', inspectionId)
  if (sourceType !== undefined) query = query.where('ncr.source_type', '=', sourceType)
  if (sourceId !== undefined) query = query.where('ncr.source_id', '=', sourceId)
  if (from !== undefined) query = query.where('ncr.created_at', '>=', startOf(from, zone))
  if (to !== undefined) query = query.where('ncr.created_at', '<', endOf(to, zone))
  if (search) {
    const pattern = containing(search.toLowerCase())
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`lower(ncr.number) like ${pattern}`,
        sql<boolean>`lower(ncr.defect) like ${pattern}`,
        sql<boolean>`lower(ncr.source_number) like ${pattern}`,
        sql<boolean>`lower(item.sku) like ${pattern}`,
        sql<boolean>`lower(item.name) like ${pattern}`,
      ]),
    )
  }
  return query
}

export type NonConformanceRow = Awaited<ReturnType<ReturnType<typeof selectNonConformances>['executeTakeFirstOrThrow']>>

export function toSummary(row: NonConformanceRow, caller: Pick<Caller, 'permissions'>): NonConformanceSummary {
  const { inspection_id: inspectionId } = row
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    inspection: inspectionId === null ? null : { id: inspectionId, number: row.inspection_number ?? '' },
    item: {
      id: row.item_id,
      sku: row.sku,
      name: row.item_name,
      unit: row.unit as NonConformanceSummary['item']['unit'],
    },
    quantity: decimal.quantity(row.quantity),
    severity: row.severity,
    defect: row.defect,
    description: row.description,
    source: toSource(row),
    location: row.place_id === null ? null : { id: row.place_id, name: row.place ?? '' },
    disposition: row.disposition,
    cost: decimal.money(row.cost),
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
    version: row.version,
    allowedActions: nonConformanceActionsFor({ status: row.status }, caller),
  }
}
