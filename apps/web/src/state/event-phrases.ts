import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { formatQuantity, plural } from '~/lib/format.ts'
import type { EventSentence } from './event-sentences.ts'
import { fieldsOf, isDecimal, isNumber, isText, joined, type Payload, pieces, size } from './event-words.ts'
import { productionPhrases } from './production-phrases.ts'
import { lookOf } from './state-table.ts'
import { tradePhrases } from './trade-phrases.ts'

/** As much of an event as can be told. */
export type Told = Pick<LiveEvent, 'type' | 'entity' | 'entityId' | 'payload'> & Partial<Pick<LiveEvent, 'actor'>>

/** What differs from "<type's last word> <noun> <name>". */
export type Phrase = Partial<Pick<EventSentence, 'who' | 'sentence' | 'subject' | 'here' | 'after' | 'detail'>>

/** By the event's type. One that is not here is read from its name. */
export const phrases: Record<string, (payload: Payload, event: Told) => Phrase> = {
  'frame.updated': () => ({ sentence: 'changed' }),
  'frame.bomChanged': bomChanged,
  'frame.bomDrafted': bomDrafted,
  'frame.bomDiscarded': bomDiscarded,
  'item.created': () => ({ sentence: 'added', after: ' to the catalogue' }),
  'item.updated': () => ({ sentence: 'changed' }),
  'item.bomChanged': bomChanged,
  'item.bomDrafted': bomDrafted,
  'item.bomDiscarded': bomDiscarded,
  ...productionPhrases,
  ...tradePhrases,
  'productionSettings.changed': ({ overTolerancePercent }) => ({
    sentence: 'changed',
    subject: 'how production is set up',
    detail: joined(isDecimal(overTolerancePercent) && `${formatQuantity(overTolerancePercent)} % more than planned`),
  }),
  'inspection.opened': ({ source, quantity }) => ({
    sentence: 'opened',
    detail: joined(isText(source) && `of ${source}`, isDecimal(quantity) && `quantity ${formatQuantity(quantity)}`),
  }),
  'inspection.passed': ({ source }) => ({ detail: joined(isText(source) && `of ${source}`) }),
  'inspection.failed': ({ source, failed }) => ({
    detail: joined(isText(source) && `of ${source}`, isDecimal(failed) && `${formatQuantity(failed)} did not pass`),
  }),
  'inspection.cancelled': ({ reason }) => ({ detail: joined(isText(reason) && reason) }),
  'nonConformance.raised': ({ defect, source }) => ({
    sentence: 'raised',
    detail: joined(isText(defect) && defect, isText(source) && `of ${source}`),
  }),
  'nonConformance.decided': ({ disposition, workOrder, productionOrder, inspection, purchaseOrder, location }) => ({
    sentence: 'decided on',
    detail: joined(
      isText(disposition) && lookOf('disposition', disposition).word,
      ...[workOrder, productionOrder, inspection, purchaseOrder, location].filter(isText),
    ),
  }),
  'nonConformance.closed': () => ({ detail: '' }),
  'category.created': ({ path }) => named('category', path),
  'category.updated': ({ path }) => ({ sentence: 'changed', ...named('category', path), detail: '' }),
  'category.removed': ({ path }) => ({ sentence: 'deleted', ...named('category', path) }),
  'stock.adjusted': ({ sku, direction, quantity, location, reason }) => ({
    sentence: 'corrected',
    ...named('the stock of', sku),
    detail: joined(
      isDecimal(quantity) && `${direction === 'DOWN' ? '−' : '+'}${formatQuantity(quantity)}`,
      isText(location) && location,
      isText(reason) && reason,
    ),
  }),
  'stock.transferred': ({ sku, quantity, from, to, reason }) => ({
    ...named('stock of', sku),
    detail: joined(
      isDecimal(quantity) && formatQuantity(quantity),
      isText(from) && isText(to) && `${from} → ${to}`,
      isText(reason) && reason,
    ),
  }),
  'stock.scrapped': ({ sku, quantity, reason }) => ({
    ...named('stock of', sku),
    detail: joined(isDecimal(quantity) && formatQuantity(quantity), isText(reason) && reason),
  }),
  'stock.reversed': ({ sku, quantity, reason }) => ({
    sentence: 'reversed a movement of',
    ...named('', sku),
    detail: joined(isDecimal(quantity) && formatQuantity(quantity), isText(reason) && reason),
  }),
  'stock.counted': ({ sku, difference, number }) => ({
    sentence: 'corrected by counting',
    ...named('the stock of', sku),
    detail: joined(isDecimal(difference) && formatQuantity(difference), isText(number) && number),
  }),
  'stockCount.created': ({ lines }) => ({
    sentence: 'began',
    detail: joined(isNumber(lines) && plural(lines, 'item')),
  }),
  'stockCount.entered': ({ lines }) => ({
    sentence: 'counted in',
    detail: joined(isNumber(lines) && plural(lines, 'item')),
  }),
  'workOrder.created': ({ quantity }) => ({ sentence: 'raised', detail: joined(pieces(quantity)) }),
  'workOrder.updated': () => ({ sentence: 'changed' }),
  'workOrder.assigned': ({ to }, { actor }) => {
    if (to === null) return { sentence: 'took', after: ' back', detail: '' }
    return to === actor?.id ? { sentence: 'took on', detail: '' } : { sentence: 'assigned', detail: '' }
  },
  'workOrder.progressed': ({ completed }) => ({ sentence: 'brought', after: ` on by ${pieces(completed) || 'some'}` }),
  'workOrder.lost': ({ quantity }) => ({ sentence: `lost ${pieces(quantity) || 'some'} of`, detail: '' }),
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
  'user.apiKeyRevoked': ({ name }) => ({
    sentence: `revoked ${isText(name) ? `the API key “${name}”` : 'an API key'} of`,
    detail: '',
  }),
  'user.apiKeyChanged': ({ changed }) => ({ sentence: 'changed an API key of', detail: fieldsOf(changed) }),
  'user.badgeIssued': ({ label }) => ({
    sentence: 'issued a badge for',
    detail: joined(isText(label) && label),
  }),
  'user.badgeRevoked': ({ label }) => ({
    sentence: 'revoked a badge of',
    detail: joined(isText(label) && label),
  }),
  'user.pushSubscribed': () => ({ sentence: 'let a device be notified for', detail: '' }),
  'user.pushUnsubscribed': () => ({ sentence: 'stopped notifying a device of', detail: '' }),
  'user.menusChanged': ({ menu, access }) =>
    access === 'INHERIT'
      ? { sentence: 'ended an exception for', after: isText(menu) ? ` (menu ${menu})` : '', detail: '' }
      : menuPhrase(menu, access === 'SHOW'),
  'developer.cleared': ({ tables }) => ({
    sentence: 'cleared',
    subject: 'tables',
    detail: isRecord(tables) ? Object.keys(tables).join(', ') : '',
  }),
  'developer.sequencesReset': () => ({ sentence: 'reset', subject: 'number sequences' }),
  'department.updated': groupChanged,
  'department.removed': () => ({ sentence: 'deleted' }),
  'jobTitle.updated': groupChanged,
  'jobTitle.removed': () => ({ sentence: 'deleted' }),
  'role.updated': ({ granted, taken }) => ({
    sentence: 'changed',
    detail: joined(
      size(granted) > 0 && `${plural(size(granted), 'permission')} more`,
      size(taken) > 0 && `${plural(size(taken), 'permission')} fewer`,
    ),
  }),
  'shop.updated': ({ changed }) => ({ sentence: 'changed', subject: 'the shop’s settings', detail: fieldsOf(changed) }),
  'role.menusChanged': ({ menu, shown }) => menuPhrase(menu, shown === true),
  'role.removed': () => ({ sentence: 'deleted' }),
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const menuPhrase = (menu: unknown, shown: boolean): Phrase => {
  const named = isText(menu) ? `the menu “${menu}”` : 'a menu'
  return { sentence: shown ? `showed ${named} to` : `hid ${named} from`, detail: '' }
}

function groupChanged({ active }: Payload): Phrase {
  if (active === false) return { sentence: 'deactivated', detail: '' }
  return active === true ? { sentence: 'activated', after: ' again', detail: '' } : { sentence: 'renamed', detail: '' }
}
function bomChanged({ lines, revision }: Payload): Phrase {
  return {
    sentence: 'changed the bill of materials of',
    detail: joined(isNumber(revision) && `revision ${revision}`, isNumber(lines) && plural(lines, 'line')),
  }
}

function bomDrafted(payload: Payload): Phrase {
  return { ...bomChanged(payload), sentence: 'drafted a bill of materials of' }
}
function bomDiscarded(payload: Payload): Phrase {
  return { ...bomChanged(payload), sentence: 'threw away the drafted bill of materials of' }
}

/** Of files, on whatever document. */
export const filePhrases: Record<string, (payload: Payload) => Phrase> = {
  fileAttached: ({ fileName }) => ({
    sentence: `attached ${isText(fileName) ? `“${fileName}”` : 'a file'} to`,
    detail: '',
  }),
  fileRemoved: ({ fileName }) => ({
    sentence: `deleted ${isText(fileName) ? `“${fileName}”` : 'a file'} from`,
    detail: '',
  }),
}

const named = (noun: string, path: unknown): Phrase => (isText(path) ? { subject: `${noun} ${path}`.trim() } : {})
