import { dayAfter, zonedInstant } from '@framewright/contracts/machine/zone'
import type { OutputFilter } from '@framewright/contracts/production-output/production-output.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing } from '../core/cursor.ts'

/** What was made, with all it names, as a filter wants it. Days are the shop's. */
export function selectOutputs(read: ReadDb, filter: OutputFilter, timeZone: string) {
  let query = read
    .selectFrom('production_output as output')
    .innerJoin('production_order as o', 'o.id', 'output.order_id')
    .innerJoin('item', 'item.id', 'o.item_id')
    .leftJoin('machine', 'machine.id', 'output.machine_id')
    .leftJoin('app_user as person', 'person.id', 'output.operator_id')
    .leftJoin('non_conformance as ncr', 'ncr.id', 'output.non_conformance_id')
    .select(['output.id', 'output.order_id', 'o.number', 'item.id as item_id', 'item.sku', 'item.name', 'item.unit'])
    .select(['output.machine_id', 'machine.code as machine_code', 'machine.name as machine_name', 'output.operator_id'])
    .select(['person.first_name', 'person.last_name', 'person.username', 'output.good', 'output.scrapped'])
    .select(['output.reason', 'output.started_at', 'output.ended_at', 'output.shift', 'output.shift_day'])
    .select(['output.non_conformance_id as ncr_id', 'ncr.number as ncr_number'])
    .select(['output.ideal_seconds', 'output.material_cost', 'output.machine_cost'])
  const { machineId, operatorId, shift, productionOrderId, itemId, scrap, from, to, search } = filter
  if (machineId !== undefined) query = query.where('output.machine_id', '=', machineId)
  if (operatorId !== undefined) query = query.where('output.operator_id', '=', operatorId)
  if (shift) query = query.where('output.shift', '=', shift)
  if (productionOrderId !== undefined) query = query.where('output.order_id', '=', productionOrderId)
  if (itemId !== undefined) query = query.where('o.item_id', '=', itemId)
  if (scrap !== undefined) query = query.where('output.scrapped', scrap ? '>' : '=', '0')
  const midnight = (day: string) => new Date(zonedInstant(day, 0, timeZone)).toISOString()
  if (from !== undefined) query = query.where('output.ended_at', '>=', sql<Date>`${midnight(from)}::timestamptz`)
  if (to !== undefined) query = query.where('output.ended_at', '<', sql<Date>`${midnight(dayAfter(to))}::timestamptz`)
  if (search) {
    const pattern = containing(search.toLowerCase())
    query = query.where(
      sql<boolean>`(lower(o.number) like ${pattern} or lower(item.sku) || ' ' || lower(item.name) like ${pattern})`,
    )
  }
  return query
}

export type OutputRow = Awaited<ReturnType<ReturnType<typeof selectOutputs>['executeTakeFirstOrThrow']>>
