import { createHash } from 'node:crypto'
import { type Demand, netNeeds } from '@framewright/contracts/bom/bom.explosion'
import * as decimal from '@framewright/contracts/core/decimal'
import { ruleViolated } from '@framewright/contracts/errors'
import type {
  PlanInput,
  PlannedOrder,
  ProductionPlan,
} from '@framewright/contracts/production-plan/production-plan.schema'
import type { Ask } from '../bom/bom.graph.ts'
import { type GraphItem, incomingOf, netItem, readBelow } from '../bom/bom.supply.ts'
import { shiftDay } from '../core/clock.ts'
import { readOffers, readWanted } from './wanted.ts'

/** A plan with what making it needs beyond what is shown. */
export interface MadePlan extends ProductionPlan {
  dueDate: string | null
}

/**
 * What has to be made and bought for what is wanted, in a handful of statements however many levels there are: what is
 * wanted, the structure below it, what there is of each item, and of whom to buy.
 * @throws DomainError NOT_FOUND, INVALID_INPUT or RULE_VIOLATED where something wanted cannot be made.
 */
export async function makePlan(ask: Ask, input: PlanInput, today: string): Promise<MadePlan> {
  const wanted = await readWanted(ask, input)
  const below = { roots: wanted.demands.map(({ itemId }) => itemId), on: today }
  const { structure, items } = await readBelow(ask, below, today, { salesOrderId: input.salesOrderId })
  const itemOf = (id: number) => items.get(id) as GraphItem
  const made = (id: number) => structure.partsOf.has(id) && itemOf(id).active && itemOf(id).kind !== 'SERVICE'
  requireMakeable(wanted.demands, itemOf, made)

  const needs = netNeeds(structure, wanted.demands, (id) => netItem(itemOf(id), made(id)))
  const dueDates = new Map(wanted.dueDates)
  const orders: PlannedOrder[] = []
  const short: number[] = []
  const covered: ProductionPlan['covered'] = []
  for (const id of structure.order) {
    const need = needs.get(id)
    if (need === undefined || itemOf(id).kind === 'SERVICE') continue
    const stock = { ...facts(itemOf(id)), needed: need.needed }
    if (!decimal.isPositive(need.net)) {
      covered.push(stock)
      continue
    }
    if (!made(id)) {
      short.push(id)
      continue
    }
    const dueDate = dueDates.get(id) ?? null
    const begun = before(dueDate, itemOf(id).leadDays, today)
    orders.push({
      ...stock,
      level: structure.level.get(id) ?? 0,
      quantity: need.net,
      dueDate,
      startDate: begun.day,
      leadDays: itemOf(id).leadDays,
      late: begun.late,
      pegs: need.pegs.map(({ whole, quantity }) => ({
        itemId: whole,
        name: itemOf(whole).name,
        quantity,
      })),
    })
    // A part is wanted when the first of its wholes is begun.
    for (const { part } of structure.partsOf.get(id) ?? []) dueDates.set(part, earlier(dueDates.get(part), begun.day))
  }

  const offers = short.length === 0 ? new Map() : await readOffers(ask, short)
  const purchases = short.map((id) => {
    const need = needs.get(id)
    const neededDate = dueDates.get(id) ?? null
    const ordered = before(neededDate, itemOf(id).leadDays, today)
    return {
      ...facts(itemOf(id)),
      needed: need?.needed ?? '0',
      short: need?.net ?? '0',
      neededDate,
      orderDate: ordered.day,
      leadDays: itemOf(id).leadDays,
      late: ordered.late,
      supplier: offers.get(id)?.supplier ?? null,
      unitPrice: decimal.unitPrice(offers.get(id)?.unitPrice ?? itemOf(id).cost),
    }
  })
  const plan = { salesOrder: wanted.salesOrder, orders, purchases, covered }
  return { ...plan, fingerprint: fingerprintOf(orders), dueDate: wanted.dueDate }
}

const facts = (item: GraphItem) => ({
  itemId: item.id,
  sku: item.sku,
  name: item.name,
  unit: item.unit,
  available: item.available,
  incoming: incomingOf(item),
  promised: item.promised,
})

/** The day so many days before one, and whether it has gone by. Where no day is known, none is missed. */
function before(day: string | null, leadDays: number, today: string): { day: string | null; late: boolean } {
  if (day === null) return { day, late: false }
  const begun = leadDays === 0 ? day : shiftDay(day, -leadDays)
  return { day: begun, late: begun < today }
}

function earlier(a: string | null | undefined, b: string | null): string | null {
  if (!a) return b
  return b !== null && b < a ? b : a
}

/** What is asked to be made outright has to be something that is. */
function requireMakeable(
  demands: readonly Demand[],
  itemOf: (id: number) => GraphItem,
  made: (id: number) => boolean,
): void {
  for (const { itemId, regardless } of demands) {
    if (!regardless || made(itemId)) continue
    const { name, kind, active } = itemOf(itemId)
    const why = !active
      ? 'is no longer active'
      : kind === 'SERVICE'
        ? 'is a service, which is not made'
        : 'has no bill of materials in force to make it by'
    throw ruleViolated('productionPlan.notMade', `${name} ${why}.`, { itemId })
  }
}

/** Two plans are the same where they would make the same orders. */
function fingerprintOf(orders: readonly PlannedOrder[]): string {
  const said = orders.map(({ itemId, quantity, dueDate, pegs }) => [itemId, quantity, dueDate, pegs])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
}
