import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import type {
  CreatedPlan,
  CreatePlanInput,
  PlannedOrder,
} from '@framewright/contracts/production-plan/production-plan.schema'
import type { ProductionPlanCommands } from '@framewright/contracts/production-plan/production-plan.service'
import { sql } from 'kysely'
import { type Ask, askIn } from '../bom/bom.graph.ts'
import type { Deps } from '../core/deps.ts'
import { makePlan } from './plan.ts'

export function productionPlanCommands({ commands, clock }: Pick<Deps, 'commands' | 'clock'>): ProductionPlanCommands {
  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit): Promise<CreatedPlan> => {
          // What two plans find free must not be given twice: the second reads what the first has made.
          await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('framewright.productionPlan'))`
          const ask = askIn(tx)
          const today = clock.today()
          const plan = await makePlan(ask, input, today)
          if (input.expected !== undefined && input.expected !== plan.fingerprint) {
            throw new DomainError('CONFLICT', 'What has to be made has changed meanwhile. Look at the plan again.', {
              entity: 'productionPlan',
            })
          }
          if (plan.orders.length === 0) {
            throw ruleViolated('productionPlan.nothing', 'Nothing has to be made: it is there, coming, or bought.', {
              short: plan.purchases.map(({ itemId }) => itemId),
            })
          }
          const made = await insertOrders(ask, plan.orders, input, today, call.caller.userId)
          for (const { id, number, itemId, quantity } of made) {
            const payload = { number, itemId, quantity, to: 'DRAFT', planned: true }
            emit({ entity: 'productionOrder', id, what: 'created', payload })
          }
          const facts = new Map(plan.orders.map((order) => [order.itemId, order]))
          return {
            orders: made.map(({ id, number, itemId }) => {
              const { sku, name, unit, quantity, dueDate } = facts.get(itemId) as PlannedOrder
              return { id, number, itemId, sku, name, unit, quantity, dueDate }
            }),
            purchases: plan.purchases,
          }
        },
        async (created) => created,
      )
    },
  }
}

interface Inserted {
  id: number
  number: string
  itemId: number
  quantity: string
}

/** The orders with consecutive numbers of the day, and what each is for: two statements, however many there are. */
async function insertOrders(
  ask: Ask,
  orders: readonly PlannedOrder[],
  { salesOrderId, priority, notes }: CreatePlanInput,
  today: string,
  userId: number,
): Promise<Inserted[]> {
  const rows = orders.map(({ itemId, quantity, dueDate }, index) => ({ place: index + 1, itemId, quantity, dueDate }))
  const made = await ask(sql<Inserted>`
    with made as (
      insert into production_order (number, item_id, planned, sales_order_id, priority, notes, due_date, created_by_id)
      select numbers.number, wanted."itemId", wanted.quantity, ${salesOrderId ?? null}::int, ${priority}::priority, ${notes},
        wanted."dueDate", ${userId}::int
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as wanted (place int, "itemId" int, quantity numeric, "dueDate" date)
      join next_production_numbers(${today}::date, ${rows.length}::int) numbers on numbers.place = wanted.place
      order by wanted.place
      returning id, number, item_id, planned
    )
    select id, number, item_id as "itemId", trim_scale(planned)::text as quantity from made order by id`)
  const ids = new Map(made.map(({ id, itemId }) => [itemId, id]))
  const pegs = orders.flatMap(({ itemId, pegs }) =>
    pegs.map((peg) => ({ orderId: ids.get(itemId), forOrderId: ids.get(peg.itemId), quantity: peg.quantity })),
  )
  if (pegs.length > 0) {
    await ask(sql`
      insert into production_peg (order_id, for_order_id, quantity)
      select "orderId", "forOrderId", quantity
      from jsonb_to_recordset(${JSON.stringify(pegs)}::jsonb) as peg ("orderId" int, "forOrderId" int, quantity numeric)`)
  }
  return made
}
