import type { InspectionExportInput } from '@framewright/contracts/inspection/inspection.schema'
import { sql } from 'kysely'
import { said } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import type { Deps } from '../core/deps.ts'
import { selectInspections } from './inspection.sql.ts'

/** Inspections as CSV, newest first, one row an inspection. */
export function createInspectionExport({ read, readPool, clock }: Pick<Deps, 'read' | 'readPool' | 'clock'>) {
  const copy = createCsvCopy(readPool)
  return (filter: InspectionExportInput): AsyncIterable<string> =>
    copy(
      selectInspections(read, filter, clock.timeZone)
        .clearSelect()
        .select(['inspection.number', 'inspection.type', 'inspection.status', 'inspection.stage'])
        .select([safeText(sql`item.sku`).as('sku'), safeText(sql`item.name`).as('item')])
        .select([safeText(said('inspection.plan_name')).as('plan'), said('inspection.source_number').as('source')])
        .select([sql`trim_scale(inspection.quantity)`.as('quantity'), 'inspection.sample_size as sampleSize'])
        .select([sql`trim_scale(inspection.failed_quantity)`.as('failed'), 'place.name as waitsAt'])
        .select([safeText(sql`inspector.username`).as('inspector'), 'inspection.created_at as createdAt'])
        .select(['inspection.decided_at as decidedAt', safeText(said('inspection.notes')).as('notes')])
        .orderBy('inspection.id', 'desc'),
    )
}
