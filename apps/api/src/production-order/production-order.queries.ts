import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { ProductionOrder } from '@framewright/contracts/production-order/production-order.schema'
import type { ProductionOrderQueries } from '@framewright/contracts/production-order/production-order.service'
import { sql } from 'kysely'
import { fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'
import { keptCount, keptTotal } from '../statistics/kept.ts'
import { previewStages, readCost, readStages, unitMaterial } from './production-order.cost.queries.ts'
import { toSummary } from './production-order.mapper.ts'
import { previewMaterials, readMaterials, readOutputs } from './production-order.materials.queries.ts'
import { jobCardOf, pickListOf } from './production-order.papers.queries.ts'
import { readSettings } from './production-order.settings.ts'
import { isFiltered, selectProductionOrders } from './production-order.sql.ts'

const sorts: Record<string, SortKey> = {
  id: { by: sql`production_order.id`, type: 'int4' },
  number: { by: sql`production_order.number`, type: 'text' },
  // What has no due date comes behind everything that has one.
  dueDate: { by: sql`coalesce(production_order.due_date, 'infinity'::date)`, type: 'date' },
  priority: {
    by: sql`array_position(array['LOW','NORMAL','HIGH','URGENT'], production_order.priority::text)`,
    type: 'int4',
  },
  status: { by: sql`production_order.status`, type: 'production_order_status' },
  planned: { by: sql`production_order.planned`, type: 'numeric' },
  createdAt: { by: sql`production_order.created_at`, type: 'timestamptz' },
}

export function productionOrderQueries({
  read,
  clock,
  papers,
}: Pick<Deps, 'read' | 'clock' | 'papers'>): ProductionOrderQueries {
  const queries: ProductionOrderQueries = {
    async list({ caller }, input) {
      return fetchPage(selectProductionOrders(read, input, clock.today()), input, {
        id: sql<number>`production_order.id`,
        sorts,
        defaultSort: '-id',
        map: (row) => toSummary(row, caller),
        total: isFiltered(input) ? undefined : keptCount('productionOrder'),
      })
    },

    async count(_call, input) {
      if (!isFiltered(input)) return { total: await keptTotal(read, 'productionOrder') }
      const row = await selectProductionOrders(read, input, clock.today())
        .clearSelect()
        .select((eb) => eb.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { total: Number(row.total) }
    },

    async get({ caller }, { id }) {
      const head = await selectProductionOrders(read, {}, clock.today())
        .leftJoin('app_user as person', 'person.id', 'production_order.created_by_id')
        .leftJoin('work_order as card', 'card.production_order_id', 'production_order.id')
        .leftJoin('non_conformance as failed', 'failed.production_order_id', 'production_order.id')
        .select(['failed.id as failed_id', 'failed.number as failed_number'])
        .select(['production_order.notes', 'production_order.bom_revision', 'production_order.material_cost'])
        .select(['production_order.labour_rate', 'card.id as card_id', 'card.number as card_number'])
        .select(['production_order.created_by_id', 'production_order.released_at', 'production_order.started_at'])
        .select(['production_order.completed_at', 'production_order.closed_at'])
        .select(['person.first_name', 'person.last_name', 'person.username'])
        .where('production_order.id', '=', id)
        .executeTakeFirst()
      if (head === undefined) throw notFound('production order', id)
      const draft = head.status === 'DRAFT'
      const [{ revision, materials }, outputs, laid] = await Promise.all([
        draft
          ? previewMaterials(read, head.item_id, head.planned, clock.today())
          : readMaterials(read, id, head.status).then((lines) => ({ revision: head.bom_revision, materials: lines })),
        draft ? [] : readOutputs(read, id),
        draft ? [] : readStages(read, { id, planned: head.planned }, clock.now()),
      ])
      const stages = draft ? await previewStages(read, head.item_id, head.planned, materials) : laid
      const { material_cost: materialCost, labour_rate: labourRate, planned } = head
      const costed = { id, planned, materialCost, labourRate, stages, outputs }
      const unit = unitMaterial(outputs)
      return {
        ...toSummary(head, caller),
        notes: head.notes,
        bomRevision: revision,
        materials,
        stages,
        remakeOf: head.failed_id === null ? null : { id: head.failed_id, number: head.failed_number ?? '' },
        workOrder: head.card_id === null ? null : { id: head.card_id, number: head.card_number ?? '' },
        cost: laid.length === 0 ? null : await readCost(read, costed),
        outputs,
        materialCost: decimal.money(materialCost),
        unitCost: unit === null ? null : decimal.unitPrice(unit),
        createdBy: head.created_by_id === null ? null : { id: head.created_by_id, name: personName(head) },
        releasedAt: head.released_at?.toISOString() ?? null,
        startedAt: head.started_at?.toISOString() ?? null,
        completedAt: head.completed_at?.toISOString() ?? null,
        closedAt: head.closed_at?.toISOString() ?? null,
      } satisfies ProductionOrder
    },

    async jobCard(call, { id }) {
      return jobCardOf({ read, papers }, await queries.get(call, { id }))
    },

    async pickList(call, { id }) {
      return pickListOf({ read, papers }, await queries.get(call, { id }))
    },

    settings: () => readSettings(read),
  }
  return queries
}
