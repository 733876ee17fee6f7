import type { EventEntity, LiveEvent } from '@framewright/contracts/event/event.schema'
import {
  IconArrowBackUp,
  IconBan,
  IconCheck,
  IconClipboard,
  IconPackageImport,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlus,
  IconPoint,
  IconScissors,
  IconTrash,
  IconUserCheck,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'
import { formatQuantity, sentenceCase } from '~/lib/format.ts'

type Icon = ComponentType<{ size?: number | string; 'aria-hidden'?: boolean }>

/** How a person calls what an event is about. */
const nouns: Record<EventEntity, string> = {
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

const icons: readonly [RegExp, Icon][] = [
  [/created|raised|registered/, IconPlus],
  [/bom/i, IconClipboard],
  [/start|resum/, IconPlayerPlay],
  [/paus/, IconPlayerPause],
  [/complet|done/, IconCheck],
  [/cancel|deactivat|revok/, IconBan],
  [/reopen/, IconArrowBackUp],
  [/receiv/, IconPackageImport],
  [/short/, IconScissors],
  [/remov|delet/, IconTrash],
  [/assign|role/, IconUserCheck],
  [/updat|chang|saved/, IconPencil],
]

export interface EventSentence {
  /** Between the actor's name and what it is about: "started", "changed the bill of materials of". */
  sentence: string
  /** What it is about, for feeds about many documents: "work order WO-000012". */
  subject: string
  /** The same on its own page: "this work order". */
  here: string
  /** What the event tells beside: quantities, fields that changed. */
  detail: string
  icon: Icon
}

const own: Record<string, string> = {
  'frame.bomChanged': 'changed the bill of materials of',
  'frame.bomSaved': 'changed the bill of materials of',
  'purchaseOrder.closedShort': 'closed short',
  'user.passwordChanged': 'changed the password of',
  'user.passwordSet': 'set the password of',
  'user.sessionRevoked': 'ended a session of',
  'workOrder.progressed': 'made progress on',
}

/** An event as a person would say it. An unknown type is read from its name, so that a new one never breaks the page. */
export function eventSentence(event: Pick<LiveEvent, 'type' | 'entity' | 'entityId' | 'payload'>): EventSentence {
  const what = event.type.split('.').at(-1) ?? event.type
  const name = ['number', 'name', 'sku', 'username', 'code'].map((key) => event.payload[key]).find(isText)
  return {
    sentence: own[event.type] ?? sentenceCase(what).toLowerCase(),
    here: `this ${nouns[event.entity]}`,
    subject: `${nouns[event.entity]} ${name ?? event.entityId}`,
    detail: detailOf(event.payload),
    icon: icons.find(([pattern]) => pattern.test(what))?.[1] ?? IconPoint,
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** The parts of a payload that mean something to a reader. */
function detailOf(payload: Record<string, unknown>): string {
  const parts: string[] = []
  const { from, to, changed, quantity, assignedTo, reason, notes, supplier } = payload
  if (isText(from) && isText(to)) parts.push(`${sentenceCase(from)} → ${sentenceCase(to)}`)
  const fields = Array.isArray(changed) ? changed : typeof changed === 'object' && changed ? Object.keys(changed) : []
  if (fields.length > 0) parts.push(fields.map((field) => sentenceCase(String(field)).toLowerCase()).join(', '))
  if (isText(quantity) && /^\d+(\.\d+)?$/.test(quantity)) parts.push(`quantity ${formatQuantity(quantity)}`)
  for (const text of [assignedTo, supplier, reason, notes]) if (isText(text)) parts.push(text)
  return parts.join(' · ')
}
