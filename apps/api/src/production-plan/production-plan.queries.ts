import * as decimal from '@framewright/contracts/core/decimal'
import { notFound } from '@framewright/contracts/errors'
import type { ProductionChain } from '@framewright/contracts/production-plan/production-plan.schema'
import type { ProductionPlanQueries } from '@framewright/contracts/production-plan/production-plan.service'
import { askOn } from '../bom/bom.graph.ts'
import type { Deps } from '../core/deps.ts'
import { makePlan } from './plan.ts'

export function productionPlanQueries({ read, clock }: Pick<Deps, 'read' | 'clock'>): ProductionPlanQueries {
  /** The orders at one end of the pegs that hold this one at the other. */
  function pegged(id: number, own: 'order_id' | 'for_order_id', other: 'order_id' | 'for_order_id') {
    return read
      .selectFrom('production_peg as peg')
      .innerJoin('production_order as o', 'o.id', `peg.${other}`)
      .innerJoin('item', 'item.id', 'o.item_id')
      .select(['o.id', 'o.number', 'o.status', 'o.planned', 'o.produced', 'peg.quantity'])
      .select(['item.id as itemId', 'item.sku', 'item.name', 'item.unit'])
      .where(`peg.${own}`, '=', id)
      .orderBy('o.id')
      .execute()
  }

  return {
    async preview(_call, input) {
      const { dueDate: _, ...plan } = await makePlan(askOn(read), input, clock.today())
      return plan
    },

    async chain(_call, { id }) {
      const [order, wholes, parts] = await Promise.all([
        read
          .selectFrom('production_order as o')
          .leftJoin('sales_order as sale', 'sale.id', 'o.sales_order_id')
          .select(['o.id', 'sale.id as sale_id', 'sale.number', 'sale.status'])
          .where('o.id', '=', id)
          .executeTakeFirst(),
        pegged(id, 'order_id', 'for_order_id'),
        pegged(id, 'for_order_id', 'order_id'),
      ])
      if (order === undefined) throw notFound('production order', id)
      const { sale_id, number, status } = order
      const salesOrder = sale_id === null ? null : { id: sale_id, number: number ?? '', status: status ?? '' }
      return { salesOrder, wholes: wholes.map(toChained), parts: parts.map(toChained) }
    },
  }
}

function toChained<T extends { planned: string; produced: string; quantity: string }>(row: T) {
  const [planned, produced] = [decimal.quantity(row.planned), decimal.quantity(row.produced)]
  return { ...row, planned, produced, quantity: decimal.quantity(row.quantity) } satisfies Partial<
    ProductionChain['parts'][number]
  >
}
