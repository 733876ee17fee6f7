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

interface Rule {
  topic: PushTopic
  /** Whom it concerns: the person the row belongs to, or everybody with a permission. */
  to: 'owner' | Permission
  /** The notice, or null where this one is no news. */
  say(event: ToldEvent): Notice | null
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const listed = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []

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
  const missing = listed(payload.short)
  if (missing.length === 0) return null
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : ''
  return {
    title: `${text(payload.number)} lacks material`,
    body: `${missing.slice(0, 3).join(', ')}${more}`,
    path: `/production-orders/${entityId}`,
  }
}

const inspection = ({ entityId, payload }: ToldEvent): Notice => ({
  title: 'An inspection waits',
  body: [text(payload.number), text(payload.source)].filter(Boolean).join(', '),
  path: `/inspections/${entityId}`,
})

/** What of everything that happens a device is told, by the event's type. */
export const rules: Readonly<Record<string, Rule>> = {
  'task.created': {
    topic: 'ASSIGNED',
    to: 'owner',
    say: (event) => (event.payload.to === 'PENDING' ? task(event) : null),
  },
  'task.updated': {
    topic: 'ASSIGNED',
    to: 'owner',
    say: (event) => (event.payload.assignedTo === event.ownerId ? task(event) : null),
  },
  'workOrder.created': { topic: 'ASSIGNED', to: 'owner', say: workOrder },
  'workOrder.assigned': { topic: 'ASSIGNED', to: 'owner', say: workOrder },
  'inspection.opened': { topic: 'INSPECTION', to: 'inspection.write', say: inspection },
  'productionOrder.released': { topic: 'SHORT', to: 'productionOrder.write', say: short },
  'productionOrder.reserved': { topic: 'SHORT', to: 'productionOrder.write', say: short },
}
