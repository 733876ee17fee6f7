import * as decimal from '@framewright/contracts/core/decimal'
import { notFound, ruleViolated } from '@framewright/contracts/errors'
import type { Inspection } from '@framewright/contracts/inspection/inspection.schema'
import type { InspectionQueries } from '@framewright/contracts/inspection/inspection.service'
import type { Characteristic } from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { inspectionCertificate } from '../document/inspection-certificate.ts'
import { pdfOf } from '../document/parts.ts'
import { seesOwnOnly as seesOwnFulfilments } from '../fulfilment/fulfilment.sql.ts'
import { toCharacteristic } from '../inspection-plan/inspection-plan.queries.ts'
import type { Runner } from '../inspection-plan/plans-for.ts'
import { seesOwnOnly as seesOwnOrders } from '../sales-order/sales-order.sql.ts'
import { readShop } from '../shop/shop.settings.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { createInspectionExport } from './export.ts'
import { isFiltered, selectInspections, toSummary } from './inspection.sql.ts'
import { findDelivery, partsOf } from './outgoing.ts'
import { type DeliveryRef, standingOf } from './standing.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`inspection.id`, type: 'int4' },
  number: { by: sql`inspection.number`, type: 'text' },
  status: { by: sql`inspection.status`, type: 'inspection_status' },
  decidedAt: { by: sql`coalesce(inspection.decided_at, 'infinity')`, type: 'timestamptz' },
}

export function inspectionQueries(deps: Pick<Deps, 'read' | 'readPool' | 'clock' | 'papers'>): InspectionQueries {
  const { read, clock, papers } = deps
  const exportCsv = createInspectionExport(deps)
  const runner: Runner = async (query) => (await query.execute(read)).rows
  const queries: InspectionQueries = {
    list: ({ caller }, input) =>
      fetchPage(selectInspections(read, input, clock.timeZone), input, {
        id: sql<number>`inspection.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toSummary(row, caller),
        total: isFiltered(input) ? undefined : keptCount('inspection'),
      }),

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'inspection') }
      const { total } = await selectInspections(read, input, clock.timeZone)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(total) }
    },

    async pending({ caller }, input) {
      const { id, type } = input
      let waiting = selectInspections(read, { status: ['OPEN'], type })
        .select('inspection.instructions')
        .where('inspection.status', '=', 'OPEN')
      if (id !== undefined) waiting = waiting.where('inspection.id', '=', id)
      const page = await fetchPage(waiting, input, {
        id: sql<number>`inspection.id`,
        sorts,
        defaultSort: 'id',
        map: (row) => ({ ...toSummary(row, caller), instructions: row.instructions }),
      })
      const of = await characteristicsOf(
        read,
        page.items.map((one) => one.id),
      )
      return { ...page, items: page.items.map((one) => ({ ...one, characteristics: of.get(one.id) ?? [] })) }
    },

    export: async (_call, input) => exportCsv(input),

    async get({ caller }, { id }) {
      const [head, characteristics, readings, nonConformances, repeatedBy] = await Promise.all([
        selectInspections(read, {})
          .leftJoin('app_user as creator', 'creator.id', 'inspection.created_by_id')
          .leftJoin('inspection as before', 'before.id', 'inspection.repeats_id')
          .select(['inspection.instructions', 'inspection.plan_version', 'inspection.notes'])
          .select(['creator.id as creator_id', 'creator.username as creator_username'])
          .select(['creator.first_name as creator_first_name', 'creator.last_name as creator_last_name'])
          .select(['before.id as before_id', 'before.number as before_number'])
          .where('inspection.id', '=', id)
          .executeTakeFirst(),
        characteristicsOf(read, [id]),
        read
          .selectFrom('inspection_reading as reading')
          .innerJoin('inspection_characteristic as c', 'c.id', 'reading.characteristic_id')
          .select(['c.line_no', 'reading.sample', 'reading.value', 'reading.passed'])
          .where('c.inspection_id', '=', id)
          .orderBy('c.line_no')
          .orderBy('reading.sample')
          .execute(),
        read
          .selectFrom('non_conformance')
          .select(['id', 'number', 'status', 'quantity', 'disposition'])
          .where('inspection_id', '=', id)
          .orderBy('id')
          .execute(),
        read
          .selectFrom('inspection')
          .select(['id', 'number', 'status'])
          .where('repeats_id', '=', id)
          .orderBy('id')
          .execute(),
      ])
      if (head === undefined) throw notFound('inspection', id)
      const creator = {
        first_name: head.creator_first_name,
        last_name: head.creator_last_name,
        username: head.creator_username,
      }
      return {
        ...toSummary(head, caller),
        instructions: head.instructions,
        planVersion: head.plan_version,
        notes: head.notes,
        createdBy: head.creator_id === null ? null : { id: head.creator_id, name: personName(creator) },
        characteristics: characteristics.get(id) ?? [],
        readings: readings.map((row): Inspection['readings'][number] => ({
          lineNo: row.line_no,
          sample: row.sample,
          value: row.value === null ? null : decimal.quantity(row.value),
          passed: row.passed,
        })),
        repeats: head.before_id === null ? null : { id: head.before_id, number: head.before_number ?? '' },
        repeatedBy,
        nonConformances: nonConformances.map((row) => ({ ...row, quantity: decimal.quantity(row.quantity) })),
      }
    },

    async certificate(call, input) {
      const inspection = await queries.get(call, input)
      if (inspection.status !== 'PASSED' && inspection.status !== 'FAILED') {
        throw ruleViolated(
          'inspection.undecided',
          `${inspection.number} is ${inspection.status.toLowerCase()}: a certificate says what was found.`,
        )
      }
      return pdfOf(papers, inspectionCertificate(inspection, await readShop(read), clock.dayOf))
    },

    async delivery({ caller }, input) {
      const delivery = await findDelivery(runner, input)
      const own = delivery.type === 'fulfilment' ? seesOwnFulfilments(caller) : seesOwnOrders(caller)
      if (own && !caller.permissions.has('inspection.read') && delivery.ownerId !== caller.userId)
        throw notFound(delivery.type === 'fulfilment' ? 'fulfilment' : 'sales order', delivery.id)
      const [standing, inspections] = await Promise.all([
        partsOf(runner, delivery).then((parts) => standingOf(runner, delivery, parts)),
        selectInspections(read, { type: ['OUTGOING'] })
          .where(ofDelivery(delivery))
          .orderBy('inspection.id')
          .limit(200)
          .execute(),
      ])
      const waits = delivery.waiting ? standing.filter((one) => one.needed) : []
      // Anybody who inspects may ask for one that no plan asks for; a second one, where the first does not suffice.
      const missing = waits.length === 0 ? standing : waits.filter(({ block }) => block && block.clearance !== 'OPEN')
      return {
        source: { type: delivery.type, id: delivery.id, line: null, number: delivery.number },
        needed: waits.length > 0,
        cleared: waits.every((one) => one.block === undefined),
        items: waits.map(({ part, block, latest }) => ({
          item: { id: part.itemId, sku: part.sku, name: part.itemName, unit: part.unit },
          quantity: decimal.quantity(part.quantity),
          clearance: block?.clearance ?? 'PASSED',
          inspection: latest === undefined ? null : { id: latest.id, number: latest.number },
          nonConformances: block?.nonConformances ?? [],
          block: block?.message ?? null,
        })),
        inspections: inspections.map((row) => toSummary(row, caller)),
        mayRequest: delivery.waiting && missing.length > 0 && caller.permissions.has('inspection.write'),
      }
    },
  }
  return queries
}

/** The inspections that are of a delivery; of an order those of its fulfilments too. */
const ofDelivery = ({ type, id }: DeliveryRef) => sql<boolean>`(inspection.source_type, inspection.source_id) IN (
  SELECT ${type}::text, ${id}::int
  UNION ALL SELECT 'fulfilment', f.id FROM fulfilment f WHERE ${type}::text = 'salesOrder' AND f.sales_order_id = ${id}::int)`

/** What some inspections look at, by inspection. */
async function characteristicsOf(read: ReadDb, ids: readonly number[]): Promise<Map<number, Characteristic[]>> {
  if (ids.length === 0) return new Map()
  const rows = await read
    .selectFrom('inspection_characteristic as c')
    .select(['c.inspection_id', 'c.line_no', 'c.name', 'c.kind', 'c.unit', 'c.nominal', 'c.lower', 'c.upper'])
    .select('c.instructions')
    .where('c.inspection_id', 'in', ids)
    .orderBy('c.inspection_id')
    .orderBy('c.line_no')
    .execute()
  const of = new Map<number, Characteristic[]>()
  for (const row of rows) of.set(row.inspection_id, [...(of.get(row.inspection_id) ?? []), toCharacteristic(row)])
  return of
}
