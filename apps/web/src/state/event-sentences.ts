import type { EventEntity } from '@framewright/contracts/event/event.schema'
import { formatDuration, formatQuantity, sentenceCase } from '~/lib/format.ts'
import { type EventIcon, eventIcon } from './event-icons.ts'
import { filePhrases, type Phrase, phrases, type Told } from './event-phrases.ts'
import { fieldsOf, isDecimal, isNumber, isText, joined, type Payload, spoken } from './event-words.ts'

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
  productionOrder: 'production order',
  productionSettings: 'production settings',
  machine: 'machine',
  machineCalendar: 'work calendar',
  purchaseOrder: 'purchase order',
  supplier: 'supplier',
  customer: 'customer',
  salesOrder: 'sales order',
  invoice: 'invoice',
  fulfilment: 'fulfilment',
  customerReturn: 'return',
  inspectionPlan: 'inspection plan',
  inspection: 'inspection',
  nonConformance: 'non-conformance',
  category: 'category',
  location: 'location',
  stock: 'stock',
  stockCount: 'stock count',
  user: 'user',
  role: 'role',
  department: 'department',
  developer: 'data',
  jobTitle: 'job title',
  importRun: 'import',
  shop: 'settings',
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

/** A task is what is done to a frame or another item: "finished glazing 2 × Kitchen window". */
function taskPhrase({ type, payload }: Told): Phrase {
  const { kind, frameName, itemName = frameName, quantity, seconds, to } = payload
  const what = lastWord(type)
  const verb = what === 'created' && to === 'COMPLETED' ? 'recorded' : (taskVerbs[what] ?? spoken(what))
  const trade = isText(kind) ? trades[kind] : undefined
  if (trade === undefined || !isText(itemName)) return { sentence: verb, detail: '' }
  const many = isDecimal(quantity) ? `${formatQuantity(quantity)} × ` : ''
  return {
    sentence: `${verb} ${trade}`,
    subject: `${many}${itemName}`,
    here: `${many}${itemName}`,
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
  const phrase =
    event.entity === 'task'
      ? taskPhrase(event)
      : ((phrases[event.type] ?? filePhrases[what])?.(event.payload, event) ?? {})
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
