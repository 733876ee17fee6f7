import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import { formatDuration, formatMoney, formatQuantity, plural, sentenceCase } from '~/lib/format.ts'
import { type EventIcon, eventIcon } from './event-icons.ts'

type Told = Pick<LiveEvent, 'type' | 'entity' | 'entityId' | 'payload'> & Partial<Pick<LiveEvent, 'actor'>>
type Payload = Record<string, unknown>

/** "Anna" + sentence + subject + after: "Anna finished glazing 2 × Kitchen window". */
export interface EventSentence {
  /** Who did it, where the event names nobody. */
  who: string
  /** Between the actor's name and what it is about: "started", "changed the bill of materials of". */
  sentence: string
  /** What it is about, for feeds about many documents: "work order WO-000012". */
  subject: string
  /** The same on its own page: "this work order". */
  here: string
  /** What follows the subject: " short". Empty, or begins with a space. */
  after: string
  /** What the event tells beside: quantities, fields that changed. */
  detail: string
  icon: EventIcon
}

/** How a person calls what an event is about. */
export const eventNouns: Record<EventEntity, string> = {
  frame: 'frame',
  item: 'item',
  task: 'task',
  workOrder: 'work order',
  purchaseOrder: 'purchase order',
  supplier: 'supplier',
  user: 'user',
  role: 'role',
  importRun: 'import',
}

/** What differs from "<type's last word> <noun> <name>". */
type Phrase = Partial<Pick<EventSentence, 'who' | 'sentence' | 'subject' | 'here' | 'after' | 'detail'>>

const phrases: Record<string, (payload: Payload, event: Told) => Phrase> = {
  'frame.updated': () => ({ sentence: 'changed' }),
  'frame.bomChanged': ({ lines, revision }) => ({
    sentence: 'changed the bill of materials of',
    detail: joined(isNumber(revision) && `revision ${revision}`, isNumber(lines) && plural(lines, 'line')),
  }),
  'item.created': () => ({ sentence: 'added', after: ' to the catalogue' }),
  'item.updated': () => ({ sentence: 'changed' }),
  'supplier.updated': () => ({ sentence: 'changed' }),
  'supplier.removed': () => ({ sentence: 'deleted' }),
  'purchaseOrder.created': ({ lines, totalAmount }) => ({
    sentence: 'raised',
    detail: joined(
      isNumber(lines) && plural(lines, 'line'),
      isDecimal(totalAmount) && `total ${formatMoney(totalAmount)}`,
    ),
  }),
  'purchaseOrder.updated': ({ changed, totalAmount }) => ({
    sentence: 'changed',
    detail: joined(fieldsOf(changed), isDecimal(totalAmount) && `total ${formatMoney(totalAmount)}`),
  }),
  'purchaseOrder.received': ({ to, receipt }) => ({
    sentence: to === 'COMPLETED' ? 'received the rest of' : 'received a delivery of',
    detail: joined(isText(receipt) && receipt),
  }),
  'purchaseOrder.completed': () => ({ sentence: 'completed', detail: '' }),
  'purchaseOrder.closedShort': () => ({ sentence: 'closed', after: ' short', detail: '' }),
  'purchaseOrder.cancelled': () => ({ detail: '' }),
  'workOrder.created': ({ quantity }) => ({ sentence: 'raised', detail: joined(pieces(quantity)) }),
  'workOrder.updated': () => ({ sentence: 'changed' }),
  'workOrder.assigned': ({ to }, { actor }) => {
    if (to === null) return { sentence: 'took', after: ' back', detail: '' }
    return to === actor?.id ? { sentence: 'took on', detail: '' } : { sentence: 'assigned', detail: '' }
  },
  'workOrder.progressed': ({ completed }) => ({ sentence: 'brought', after: ` on by ${pieces(completed) || 'some'}` }),
  'user.created': ({ roleAssigned }) =>
    roleAssigned === false ? { who: 'Somebody', sentence: 'registered as' } : { sentence: 'created' },
  'user.updated': ({ active, roleId, changed }) => {
    if (active === false) return { sentence: 'deactivated', detail: '' }
    if (active === true) return { sentence: 'activated', after: ' again', detail: '' }
    return isNumber(roleId)
      ? { sentence: 'gave another role to', detail: '' }
      : { sentence: 'changed', detail: fieldsOf(changed) }
  },
  'user.removed': () => ({ sentence: 'deleted' }),
  'user.passwordChanged': () => ({ sentence: 'changed the password of' }),
  'user.passwordSet': () => ({ sentence: 'set the password of' }),
  'user.sessionRevoked': () => ({ sentence: 'ended a session of', detail: '' }),
  'user.apiKeyCreated': ({ name }) => ({
    sentence: `made ${isText(name) ? `the API key “${name}”` : 'an API key'} for`,
    detail: '',
  }),
  'user.apiKeyRevoked': () => ({ sentence: 'revoked an API key of' }),
  'role.updated': ({ granted, taken }) => ({
    sentence: 'changed',
    detail: joined(
      size(granted) > 0 && `${plural(size(granted), 'permission')} more`,
      size(taken) > 0 && `${plural(size(taken), 'permission')} fewer`,
    ),
  }),
  'role.removed': () => ({ sentence: 'deleted' }),
}

const trades: Record<string, string> = { ASSEMBLY: 'assembling', GLAZING: 'glazing', INSTALLATION: 'installing' }
const taskVerbs: Record<string, string> = {
  created: 'planned',
  started: 'started',
  resumed: 'went on with',
  paused: 'paused',
  completed: 'finished',
  cancelled: 'cancelled',
}

/** A task is what is done to a frame: "finished glazing 2 × Kitchen window". */
function taskPhrase({ type, payload }: Told): Phrase {
  const { kind, frameName, quantity, seconds, to } = payload
  const what = lastWord(type)
  const verb = what === 'created' && to === 'COMPLETED' ? 'recorded' : (taskVerbs[what] ?? spoken(what))
  const trade = isText(kind) ? trades[kind] : undefined
  if (trade === undefined || !isText(frameName)) return { sentence: verb, detail: '' }
  const many = isDecimal(quantity) ? `${formatQuantity(quantity)} × ` : ''
  return {
    sentence: `${verb} ${trade}`,
    subject: `${many}${frameName}`,
    here: `${many}${frameName}`,
    detail: isNumber(seconds) && seconds > 0 ? formatDuration(seconds) : '',
  }
}

/** An event as a person would say it. An unknown type is read from its name, so that a new one never breaks the page. */
export function eventSentence(event: Told): EventSentence {
  const what = lastWord(event.type)
  const noun = eventNouns[event.entity]
  // The name in these is the key's, not the person's.
  const ofKey = event.type.startsWith('user.apiKey')
  const name = ofKey ? undefined : nameKeys.map((key) => event.payload[key]).find(isText)
  const phrase = event.entity === 'task' ? taskPhrase(event) : (phrases[event.type]?.(event.payload, event) ?? {})
  return {
    who: 'Framewright',
    sentence: spoken(what),
    here: `this ${noun}`,
    subject: `${noun} ${name ?? `no. ${event.entityId}`}`,
    after: '',
    detail: detailOf(event.payload),
    icon: eventIcon(what),
    ...phrase,
  }
}

const nameKeys = ['number', 'name', 'sku', 'username', 'code'] as const
const lastWord = (type: string) => type.split('.').at(-1) ?? type
const spoken = (what: string) => sentenceCase(what).toLowerCase()
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''
const isNumber = (value: unknown): value is number => typeof value === 'number'
const isDecimal = (value: unknown): value is string => isText(value) && /^\d+(\.\d+)?$/.test(value)
const size = (value: unknown) => (Array.isArray(value) ? value.length : 0)
const joined = (...parts: (string | false)[]) => parts.filter(Boolean).join(' · ')
const pieces = (value: unknown) => isDecimal(value) && `${formatQuantity(value)} ${value === '1' ? 'piece' : 'pieces'}`

/** "expected date, notes" from what a change lists; a name's "id" is not said. */
function fieldsOf(changed: unknown): string {
  const fields = Array.isArray(changed) ? changed : typeof changed === 'object' && changed ? Object.keys(changed) : []
  return fields.map((field) => spoken(String(field).replace(/Id$/, ''))).join(', ')
}

/** The parts of a payload that mean something to a reader. */
function detailOf(payload: Payload): string {
  const { from, to, changed, quantity, assignedTo, reason, notes, supplier } = payload
  return joined(
    isText(from) && isText(to) && `${sentenceCase(from)} → ${sentenceCase(to)}`,
    fieldsOf(changed),
    isDecimal(quantity) && `quantity ${formatQuantity(quantity)}`,
    ...[assignedTo, supplier, reason, notes].filter(isText),
  )
}
