import type { Permission } from '@framewright/contracts/permissions'
import type { PushTopic } from '@framewright/contracts/push/push.schema'

/** As much of an event as decides whom it is told. */
export interface ToldEvent {
  position: bigint
  type: string
  entity: string
  entityId: number
  actorId: number | null
  ownerId: number | null
  payload: Record<string, unknown>
}

/** What a device shows: a sentence, what it is about, and the page it leads to. */
export interface Notice {
  title: string
  body: string
  path: string
}

export interface Rule {
  topic: PushTopic
  /** Whom it concerns: the person the row belongs to, or everybody with a permission. */
  to: 'owner' | Permission
  /** Where what is missing was named before, to the same people, it is no news. */
  oncePerName?: true
  /** The notice, or null where this one is no news. */
  say(event: ToldEvent): Notice | null
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
/** The names of what an event says is missing. */
export const shortOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

/** The first three names of a list. */
function named(value: unknown): string {
  const names = shortOf(value)
  const more = names.length > 3 ? ` and ${names.length - 3} more` : ''
  return `${names.slice(0, 3).join(', ')}${more}`
}

const verbs: Record<string, string> = { ASSEMBLY: 'Assemble', GLAZING: 'Glaze', INSTALLATION: 'Install' }

const task = ({ entityId, payload }: ToldEvent): Notice => {
  const pieces = payload.quantity === undefined ? '' : `${String(payload.quantity)} × `
  const what = text(payload.itemName) || text(payload.frameName)
  return {
    title: 'A task for you',
    body: `${verbs[text(payload.kind)] ?? 'Do'} ${pieces}${what}`,
    path: `/bench?task=${entityId}`,
  }
}

const workOrder = ({ entityId, payload }: ToldEvent): Notice => ({
  title: 'A work order for you',
  body: text(payload.number),
  path: `/work-orders/${entityId}`,
})

const short = ({ entityId, payload }: ToldEvent): Notice | null => {
  const missing = named(payload.short)
  if (missing === '') return null
  return {
    title: `${text(payload.number)} lacks material`,
    body: missing,
    path: `/production-orders/${entityId}`,
  }
}

const inspection = ({ entityId, payload }: ToldEvent): Notice => ({
  title: 'An inspection waits',
  body: [text(payload.number), text(payload.source)].filter(Boolean).join(', '),
  // Where it is recorded, without a network too.
  path: `/inspect?id=${entityId}`,
})

const salesOrderShort =
  (pathOf: (id: number) => string) =>
  ({ entityId, payload }: ToldEvent): Notice | null => {
    const missing = named(payload.short)
    return missing === '' ? null : { title: `${text(payload.number)} is short`, body: missing, path: pathOf(entityId) }
  }

/** What of everything that happens a device is told, by the event's type: by the first rule that concerns its person. */
export const rules: Readonly<Record<string, readonly Rule[]>> = {
  'task.created': [
    { topic: 'ASSIGNED', to: 'owner', say: (event) => (event.payload.to === 'PENDING' ? task(event) : null) },
  ],
  'task.updated': [
    {
      topic: 'ASSIGNED',
      to: 'owner',
      say: (event) => (event.payload.assignedTo === event.ownerId ? task(event) : null),
    },
  ],
  'workOrder.created': [{ topic: 'ASSIGNED', to: 'owner', say: workOrder }],
  'workOrder.assigned': [{ topic: 'ASSIGNED', to: 'owner', say: workOrder }],
  'inspection.opened': [{ topic: 'INSPECTION', to: 'inspection.write', say: inspection }],
  'productionOrder.released': [{ topic: 'SHORT', to: 'productionOrder.write', say: short }],
  // Trying again finds the same missing.
  'productionOrder.reserved': [{ topic: 'SHORT', to: 'productionOrder.write', say: short, oncePerName: true }],
  // Once an order, the event itself: the owner sees what they promised, the planner what would have to be made.
  'salesOrder.short': [
    { topic: 'SHORT', to: 'owner', say: salesOrderShort((id) => `/sales-orders/${id}`) },
    {
      topic: 'SHORT',
      to: 'productionOrder.write',
      say: salesOrderShort((id) => `/production-orders/plan?salesOrderId=${id}`),
    },
  ],
}
