import { createHash } from 'node:crypto'
import { netNeeds } from '@framewright/contracts/bom/bom.netting'
import * as decimal from '@framewright/contracts/core/decimal'
import * as fine from '@framewright/contracts/core/fine'
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
  const itemAt = (place: number) => items[place] as GraphItem
  const partsAt = (place: number) => structure.parts[place] ?? []
  const made = items.map(({ active, kind }, place) => partsAt(place).length > 0 && active && kind !== 'SERVICE')
  const madeAt = (place: number) => made[place] === true
  for (const { itemId, regardless } of wanted.demands) {
    const place = structure.placeOf.get(itemId) ?? 0
    if (regardless && !madeAt(place)) throw notMade(itemAt(place))
  }

  const needs = netNeeds(structure, wanted.demands, (place) => netItem(itemAt(place), madeAt(place)))
  const dueDates = new Map(wanted.dueDates)
  const orders: PlannedOrder[] = []
  const short: { item: GraphItem; needed: string; net: string }[] = []
  const covered: ProductionPlan['covered'] = []
  for (const [place, need] of needs.entries()) {
    const item = itemAt(place)
    if (need === undefined || item.kind === 'SERVICE') continue
    const needed = fine.write(need.needed)
    const net = fine.write(need.net)
    if (fine.compare(need.net, fine.zero) <= 0) {
      covered.push({ ...facts(item), needed })
      continue
    }
    if (!madeAt(place)) {
      short.push({ item, needed, net })
      continue
    }
    const dueDate = dueDates.get(item.id) ?? null
    const begun = before(dueDate, item.leadDays, today)
    orders.push({
      ...facts(item),
      needed,
      level: structure.levels[place] ?? 0,
      quantity: net,
      dueDate,
      startDate: begun.day,
      leadDays: item.leadDays,
      late: begun.late,
      pegs: need.pegs.map(({ whole, quantity }) => ({
        itemId: itemAt(whole).id,
        name: itemAt(whole).name,
        quantity: fine.write(quantity),
      })),
    })
    // A part is wanted when the first of its wholes is begun.
    for (const { edge } of partsAt(place)) dueDates.set(edge.part, earlier(dueDates.get(edge.part), begun.day))
  }

  const offers =
    short.length === 0
      ? new Map()
      : await readOffers(
          ask,
          short.map(({ item }) => item.id),
        )
  const purchases = short.map(({ item, needed, net }) => {
    const neededDate = dueDates.get(item.id) ?? null
    const ordered = before(neededDate, item.leadDays, today)
    const offer = offers.get(item.id)
    return {
      ...facts(item),
      needed,
      short: net,
      neededDate,
      orderDate: ordered.day,
      leadDays: item.leadDays,
      late: ordered.late,
      supplier: offer?.supplier ?? null,
      unitPrice: decimal.unitPrice(offer?.unitPrice ?? item.cost),
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
function notMade({ id, name, kind, active }: GraphItem) {
  const why = !active
    ? 'is no longer active'
    : kind === 'SERVICE'
      ? 'is a service, which is not made'
      : 'has no bill of materials in force to make it by'
  return ruleViolated('productionPlan.notMade', `${name} ${why}.`, { itemId: id })
}

/** Two plans are the same where they would make the same orders. */
function fingerprintOf(orders: readonly PlannedOrder[]): string {
  const said = orders.map(({ itemId, quantity, dueDate, pegs }) => [itemId, quantity, dueDate, pegs])
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 32)
}
