import type { Call } from '@framewright/contracts/core/context'
import { forbidden, notFound } from '@framewright/contracts/errors'
import type { EventEntity, EventListInput } from '@framewright/contracts/event/event.schema'
import type { EventService } from '@framewright/contracts/event/event.service'
import type { Permission } from '@framewright/contracts/permissions'
import { type SqlBool, sql } from 'kysely'
import { containing, fetchPage } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { hearsOfOpenTasks, mayHear, visibleEntities } from './sight.ts'
import { selectEvents, toLiveEvent, toStoredEvent } from './stored.ts'

/** Documents of which a person may see their own, and where those stand. */
const owned = {
  customer: { table: 'customer', own: ['customer.own'] },
  salesOrder: { table: 'sales_order', own: ['salesOrder.own'] },
  invoice: { table: 'invoice', own: ['invoice.own'] },
  fulfilment: { table: 'fulfilment', own: ['salesOrder.own', 'invoice.own'] },
  customerReturn: { table: 'customer_return', own: ['salesOrder.own', 'invoice.own'] },
} as const
/** Those who work on documents read them all, also where they do not hear of each. */
const workedOn: Partial<Record<EventEntity, readonly Permission[]>> = {
  fulfilment: ['fulfilment.pick', 'fulfilment.pack', 'fulfilment.deliver', 'fulfilment.write', 'fulfilment.undo'],
  customerReturn: ['customerReturn.approve', 'customerReturn.handle'],
}

export function eventQueries({ read, feed }: Pick<Deps, 'read' | 'feed'>): EventService {
  return {
    async list({ caller }, input) {
      let query = selectEvents(read)
      if (input.entity !== undefined) query = query.where('event.entity', '=', input.entity)
      if (input.entityId !== undefined) query = query.where('event.entity_id', '=', input.entityId)
      if (input.actorId !== undefined) query = query.where('event.actor_id', '=', input.actorId)
      if (input.search) query = query.where('event.type', 'ilike', containing(input.search))

      if (!(await readsWholeDocument(caller, input))) {
        const visible = visibleEntities(caller)
        query = query.where((eb) =>
          eb.or([
            ...(visible.length > 0 ? [eb('event.entity', 'in', visible)] : []),
            eb('event.owner_id', '=', caller.userId),
            ...(hearsOfOpenTasks(caller)
              ? [eb.and([eb('event.entity', '=', 'task'), eb('event.owner_id', 'is', null)])]
              : []),
          ]),
        )
        // The feed of everything is for those who hold it; of their own rows everybody may know.
        if (input.entity === undefined && !caller.permissions.has('activity.read')) {
          if (!hearsOfOpenTasks(caller)) throw forbidden('You may not see the activity feed.', 'activity.read')
          query = query.where(sql<SqlBool>`event.owner_id = ${caller.userId}`)
        }
      }
      return fetchPage(query, input, {
        id: sql<number>`event.id`,
        sorts: { id: { by: sql`event.id`, type: 'int8' } },
        defaultSort: '-id',
        map: (row) => toLiveEvent(toStoredEvent(row)),
      })
    },

    live({ caller }, { lastEventId }, signal) {
      return feed.stream(caller, lastEventId ? Number(lastEventId) : undefined, signal)
    },
  }

  /** The history of one document, for whoever may read that document now, whoever it belonged to before. */
  async function readsWholeDocument(caller: Call['caller'], { entity, entityId }: EventListInput): Promise<boolean> {
    if (entity === undefined || entityId === undefined) return false
    if (mayHear(caller, { entity, ownerId: -1 })) return true
    if (workedOn[entity]?.some((permission) => caller.permissions.has(permission))) return true
    const mine = entity in owned ? owned[entity as keyof typeof owned] : undefined
    if (mine?.own.some((permission) => caller.permissions.has(permission))) {
      const row = await read.selectFrom(mine.table).select('owner_id').where('id', '=', entityId).executeTakeFirst()
      if (row?.owner_id === caller.userId) return true
    }
    if (entity !== 'task' || !caller.permissions.has('task.own')) throw notFound(entity, entityId)
    const task = await read.selectFrom('task').select('user_id').where('id', '=', entityId).executeTakeFirst()
    if (task === undefined || (task.user_id !== null && task.user_id !== caller.userId))
      throw notFound(entity, entityId)
    return true
  }
}
