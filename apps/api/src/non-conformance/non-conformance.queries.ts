import { notFound } from '@framewright/contracts/errors'
import {
  dispositionsFor,
  nonConformanceActionsFor,
} from '@framewright/contracts/non-conformance/non-conformance.lifecycle'
import type { NonConformanceExportInput } from '@framewright/contracts/non-conformance/non-conformance.schema'
import type { NonConformanceQueries } from '@framewright/contracts/non-conformance/non-conformance.service'
import { sql } from 'kysely'
import { said } from '../core/csv-cells.ts'
import { createCsvCopy, safeText } from '../core/csv-copy.ts'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { isFiltered } from '../inspection/inspection.sql.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { selectNonConformances, toSummary } from './non-conformance.sql.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`ncr.id`, type: 'int4' },
  number: { by: sql`ncr.number`, type: 'text' },
  status: { by: sql`ncr.status`, type: 'non_conformance_status' },
  quantity: { by: sql`ncr.quantity`, type: 'numeric' },
}

/** Non-conformances a list of defects looks back at: what things are called now, not what they were called years ago. */
const recentForDefects = 2_000

export function nonConformanceQueries({
  read,
  readPool,
  clock,
}: Pick<Deps, 'read' | 'readPool' | 'clock'>): NonConformanceQueries {
  const copy = createCsvCopy(readPool)
  return {
    list: ({ caller }, input) =>
      fetchPage(selectNonConformances(read, input, clock.timeZone), input, {
        id: sql<number>`ncr.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toSummary(row, caller),
        total: isFiltered(input) ? undefined : keptCount('nonConformance'),
      }),

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'nonConformance') }
      const { total } = await selectNonConformances(read, input, clock.timeZone)
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(total) }
    },

    async get({ caller }, { id }) {
      const row = await selectNonConformances(read, {})
        .leftJoin('location as target', 'target.id', 'ncr.target_id')
        .leftJoin('work_order', 'work_order.id', 'ncr.work_order_id')
        .leftJoin('production_order', 'production_order.id', 'ncr.production_order_id')
        .leftJoin('app_user as creator', 'creator.id', 'ncr.created_by_id')
        .leftJoin('app_user as decider', 'decider.id', 'ncr.decided_by_id')
        .leftJoinLateral(
          (eb) =>
            eb
              .selectFrom('inspection as again')
              .select(['again.id', 'again.number', 'again.status'])
              .whereRef('again.repeats_id', '=', 'ncr.inspection_id')
              .where('ncr.disposition', '=', 'REWORK')
              .orderBy('again.id', 'desc')
              .limit(1)
              .as('again'),
          (join) => join.onTrue(),
        )
        .select(['target.id as target_id', 'target.name as target', 'ncr.disposition_notes', 'ncr.closed_at'])
        .select(['work_order.id as work_id', 'work_order.number as work_number', 'work_order.status as work_status'])
        .select(['production_order.id as made_id', 'production_order.number as made_number'])
        .select(['production_order.status as made_status'])
        .select(['again.id as again_id', 'again.number as again_number', 'again.status as again_status'])
        .select(['creator.id as creator_id', 'creator.username as creator_username'])
        .select(['creator.first_name as creator_first_name', 'creator.last_name as creator_last_name'])
        .select(['decider.id as decider_id', 'decider.username as decider_username'])
        .select(['decider.first_name as decider_first_name', 'decider.last_name as decider_last_name'])
        .select(
          sql<boolean>`(item.kind = 'FRAME' or exists (select from bom where bom.item_id = item.id))`.as('makeable'),
        )
        .where('ncr.id', '=', id)
        .executeTakeFirst()
      if (row === undefined) throw notFound('non-conformance', id)
      const decidable = nonConformanceActionsFor({ status: row.status }, caller).includes('decide')
      const facts = {
        fromSupplier: row.source_type === 'purchaseOrder',
        held: row.place_id !== null,
        makeable: row.makeable,
      }
      return {
        ...toSummary(row, caller),
        target: row.target_id === null ? null : { id: row.target_id, name: row.target ?? '' },
        dispositionNotes: row.disposition_notes,
        createdBy: personOf(row.creator_id, row.creator_first_name, row.creator_last_name, row.creator_username),
        decidedBy: personOf(row.decider_id, row.decider_first_name, row.decider_last_name, row.decider_username),
        closedAt: row.closed_at?.toISOString() ?? null,
        workOrder: ledTo(row.work_id, row.work_number, row.work_status),
        productionOrder: ledTo(row.made_id, row.made_number, row.made_status),
        reinspection: ledTo(row.again_id, row.again_number, row.again_status),
        dispositions: decidable ? dispositionsFor(facts, caller) : [],
      }
    },

    async defects() {
      const rows = await read
        .selectFrom((eb) =>
          eb
            .selectFrom('non_conformance')
            .select(['id', 'defect'])
            .orderBy('id', 'desc')
            .limit(recentForDefects)
            .as('recent'),
        )
        .select([sql<string>`min(recent.defect)`.as('defect'), sql<number>`count(*)::int`.as('count')])
        .groupBy(sql`lower(recent.defect)`)
        .orderBy('count', 'desc')
        .orderBy('defect')
        .limit(50)
        .execute()
      return { items: rows }
    },

    export: async (_call, filter: NonConformanceExportInput) =>
      copy(
        selectNonConformances(read, filter, clock.timeZone)
          .clearSelect()
          .select(['ncr.number', 'ncr.status', 'ncr.severity', safeText(sql`ncr.defect`).as('defect')])
          .select([safeText(sql`item.sku`).as('sku'), safeText(sql`item.name`).as('item')])
          .select([sql`trim_scale(ncr.quantity)`.as('quantity'), 'inspection.number as inspection'])
          .select([said('ncr.source_number').as('source'), 'ncr.disposition', sql`round(ncr.cost, 2)`.as('cost')])
          .select(['ncr.created_at as createdAt', 'ncr.decided_at as decidedAt', 'ncr.closed_at as closedAt'])
          .select([safeText(said('ncr.description')).as('description')])
          .select([safeText(said('ncr.disposition_notes')).as('dispositionNotes')])
          .orderBy('ncr.id', 'desc'),
      ),
  }
}

const personOf = (id: number | null, first: string | null, last: string | null, username: string | null) =>
  id === null ? null : { id, name: personName({ first_name: first, last_name: last, username }) }

const ledTo = (id: number | null, number: string | null, status: string | null) =>
  id === null ? null : { id, number: number ?? '', status: status ?? '' }
