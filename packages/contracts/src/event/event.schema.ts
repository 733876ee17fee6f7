import { z } from 'zod'
import { Id, Instant, listInput, page } from '../core/primitives.ts'
import type { Access } from '../core/procedure.ts'

/** Everything an event can be about, with who may hear of it; events of a row with an owner reach that owner too. */
export const eventAccess = {
  frame: 'frame.read',
  item: 'item.read',
  task: 'task.read',
  workOrder: 'workOrder.read',
  productionOrder: 'productionOrder.read',
  productionSettings: 'productionOrder.read',
  machine: 'machine.read',
  machineCalendar: 'machine.read',
  purchaseOrder: 'purchaseOrder.read',
  supplier: 'supplier.read',
  customer: 'customer.read',
  salesOrder: 'salesOrder.read',
  invoice: 'invoice.read',
  fulfilment: 'fulfilment.read',
  customerReturn: 'customerReturn.read',
  inspectionPlan: 'inspection.read',
  inspection: 'inspection.read',
  nonConformance: 'nonConformance.read',
  category: 'item.read',
  location: 'stock.read',
  stock: 'stock.read',
  stockCount: 'stock.read',
  user: 'user.read',
  role: 'role.read',
  department: 'user.read',
  developer: 'developer.tools',
  jobTitle: 'user.read',
  importRun: 'activity.read',
  shop: 'signedIn',
} as const satisfies Record<string, Access>

export type EventEntity = keyof typeof eventAccess
export const eventEntities = Object.keys(eventAccess) as [EventEntity, ...EventEntity[]]
export const EventEntity = z.enum(eventEntities)

export const LiveEvent = z.object({
  /** Its place in the stream, in commit order; null for the moment between its commit and its numbering. */
  position: z.int().nullable(),
  id: z.int(),
  at: Instant,
  /** For example "workOrder.started". */
  type: z.string(),
  entity: EventEntity,
  entityId: Id,
  actor: z.object({ id: Id, name: z.string(), avatar: z.string().nullish() }).nullable(),
  payload: z.record(z.string(), z.unknown()),
})
export type LiveEvent = z.infer<typeof LiveEvent>
export const EventPage = page(LiveEvent)
export type EventPage = z.infer<typeof EventPage>

/** Newest first. With an entity and id: that document's history, for whoever may see the document. */
export const EventListInput = listInput(['id'], {
  entity: EventEntity.optional(),
  entityId: Id.optional(),
  actorId: Id.optional(),
})
export type EventListInput = z.infer<typeof EventListInput>

export const LiveInput = z.object({
  /** The last event seen; the stream goes on behind it. Left out, it starts now. */
  lastEventId: z
    .string()
    .regex(/^\d{1,15}$/, { message: 'This is not the id of an event' })
    .nullish(),
})
export type LiveInput = z.infer<typeof LiveInput>
