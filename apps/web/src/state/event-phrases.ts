import type { LiveEvent } from '@framewright/contracts/event/event.schema'
import { formatMoney, formatQuantity, plural } from '~/lib/format.ts'
import type { EventSentence } from './event-sentences.ts'
import { fieldsOf, isDecimal, isNumber, isText, joined, type Payload, pieces, size } from './event-words.ts'
import { productionPhrases } from './production-phrases.ts'
import { lookOf } from './state-table.ts'

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
  'supplier.updated': () => ({ sentence: 'changed' }),
  'supplier.removed': mergedAway,
  'supplier.merged': merged,
  ...productionPhrases,
  'productionSettings.changed': ({ overTolerancePercent }) => ({
    sentence: 'changed',
    subject: 'how production is set up',
    detail: joined(isDecimal(overTolerancePercent) && `${formatQuantity(overTolerancePercent)} % more than planned`),
  }),
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
  'purchaseOrder.supplierChanged': ({ supplier }) => partyChanged('supplier', supplier),
  'purchaseOrder.received': ({ to, receipt }) => ({
    sentence: to === 'COMPLETED' ? 'received the rest of' : 'received a delivery of',
    detail: joined(isText(receipt) && receipt),
  }),
  'purchaseOrder.completed': () => ({ sentence: 'completed', detail: '' }),
  'purchaseOrder.closedShort': () => ({ sentence: 'closed', after: ' short', detail: '' }),
  'purchaseOrder.cancelled': () => ({ detail: '' }),
  'customer.updated': ({ active, changed }) => {
    if (active === false) return { sentence: 'deactivated', detail: '' }
    if (active === true) return { sentence: 'activated', after: ' again', detail: '' }
    return { sentence: 'changed', detail: fieldsOf(changed) }
  },
  'customer.removed': mergedAway,
  'customer.merged': merged,
  'salesOrder.created': ({ total }) => ({
    sentence: 'wrote',
    detail: joined(isDecimal(total) && `total ${formatMoney(total)}`),
  }),
  'salesOrder.updated': ({ changed }) => ({ sentence: 'changed', detail: fieldsOf(changed) }),
  'salesOrder.customerChanged': ({ customer }) => partyChanged('customer', customer),
  'salesOrder.confirmed': () => ({ detail: '' }),
  'salesOrder.short': ({ short }) => ({
    sentence: 'could not confirm',
    detail: joined(Array.isArray(short) && short.length > 0 && `short of ${short.filter(isText).join(', ')}`),
  }),
  'salesOrder.shipped': ({ shipment }) => ({ detail: joined(isText(shipment) && shipment) }),
  'salesOrder.partlyShipped': ({ shipment }) => ({
    sentence: 'shipped a part of',
    detail: joined(isText(shipment) && shipment),
  }),
  'salesOrder.delivered': () => ({ detail: '' }),
  'salesOrder.shipmentUndone': ({ fulfilment }) => ({
    sentence: 'took back a shipment of',
    detail: joined(isText(fulfilment) && fulfilment),
  }),
  'salesOrder.deliveryUndone': ({ fulfilment }) => ({
    sentence: 'took back the delivery of',
    detail: joined(isText(fulfilment) && fulfilment),
  }),
  'salesOrder.cancelled': () => ({ detail: '' }),
  'salesOrder.lineCancelled': ({ lineNo, itemName }) => ({
    sentence: isNumber(lineNo) ? `took line ${lineNo} out of` : 'took a line out of',
    detail: joined(isText(itemName) && itemName),
  }),
  'salesOrder.billed': ({ invoice, total }) => ({
    sentence: 'billed',
    detail: joined(isText(invoice) && invoice, isDecimal(total) && `total ${formatMoney(total)}`),
  }),
  'invoice.created': ({ salesOrder, total }) => ({
    sentence: 'wrote',
    detail: joined(isText(salesOrder) && `for ${salesOrder}`, isDecimal(total) && `total ${formatMoney(total)}`),
  }),
  'invoice.imported': ({ source, total }) => ({
    detail: joined(isText(source) && `from ${source}`, isDecimal(total) && `total ${formatMoney(total)}`),
  }),
  'invoice.customerChanged': ({ customer }) => partyChanged('customer', customer),
  'fulfilment.created': ({ orderNo, invoiceNo }) => ({ sentence: 'planned', detail: ofSource(orderNo, invoiceNo) }),
  'fulfilment.released': () => ({ detail: '' }),
  'fulfilment.pickingStarted': (payload, event) => ({ sentence: 'began to pick', detail: by(payload, event) }),
  'fulfilment.picked': (payload, event) => ({
    detail: joined(by(payload, event), isShort(payload.short) && 'less than asked for'),
  }),
  'fulfilment.packingStarted': (payload, event) => ({ sentence: 'began to pack', detail: by(payload, event) }),
  'fulfilment.packed': (payload, event) => ({ detail: by(payload, event) }),
  'fulfilment.dispatched': (payload, event) => ({
    sentence: 'sent',
    after: ' on its way',
    detail: joined(...[payload.courierName, payload.trackingNo].filter(isText), by(payload, event)),
  }),
  'fulfilment.delivered': (payload, event) => ({ detail: by(payload, event) }),
  'fulfilment.undone': ({ reason }) => ({
    sentence: 'took back the last step of',
    detail: joined(isText(reason) && reason),
  }),
  'fulfilment.cancelled': ({ reason }) => ({ detail: joined(isText(reason) && reason) }),
  'customerReturn.created': ({ orderNo, invoiceNo, reason }) => ({
    sentence: 'recorded',
    detail: joined(ofSource(orderNo, invoiceNo), isText(reason) && reason),
  }),
  'customerReturn.approved': () => ({ detail: '' }),
  'customerReturn.rejected': ({ reason }) => ({ detail: joined(isText(reason) && reason) }),
  'customerReturn.cancelled': ({ reason }) => ({ detail: joined(isText(reason) && reason) }),
  'customerReturn.received': ({ quantity }) => ({ after: ' into quarantine', detail: joined(pieces(quantity)) }),
  'customerReturn.inspected': ({ passed, failed }) => ({ detail: passedAndFailed(passed, failed) }),
  'customerReturn.restocked': ({ passed, failed, location }) => ({
    sentence: 'put',
    after: ' back into stock',
    detail: joined(isText(location) && location, passedAndFailed(passed, failed)),
  }),
  'customerReturn.credited': ({ creditNo, total }) => ({
    detail: joined(isText(creditNo) && creditNo, isText(total) && formatMoney(total)),
  }),
  'customerReturn.scrapped': ({ failed }) => ({ detail: joined(pieces(failed)) }),
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
  'purchaseOrder.returned': ({ quantity, nonConformance }) => ({
    sentence: 'sent',
    after: ' back in part',
    detail: joined(
      isDecimal(quantity) && `quantity ${formatQuantity(quantity)}`,
      isText(nonConformance) && nonConformance,
    ),
  }),
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

/** A duplicate went into this one; the name it carries is the duplicate's. */
function merged({ name, salesOrders, purchaseOrders }: Payload, { entity, entityId }: Told): Phrase {
  const orders = [salesOrders, purchaseOrders].find(isNumber)
  return {
    sentence: `merged ${isText(name) ? `“${name}”` : 'a duplicate'} into`,
    subject: `${entity} no. ${entityId}`,
    detail: joined(orders !== undefined && `${plural(orders, 'order')} moved`),
  }
}

function mergedAway({ mergedInto }: Payload): Phrase {
  return { sentence: 'deleted', detail: isNumber(mergedInto) ? 'merged into another' : '' }
}

const partyChanged = (noun: string, name: unknown): Phrase => ({
  sentence: `changed the ${noun} of`,
  detail: joined(isText(name) && `to ${name}, by merging duplicates`),
})

const named = (noun: string, path: unknown): Phrase => (isText(path) ? { subject: `${noun} ${path}`.trim() } : {})

/** Who was scanned, where somebody else was signed in. */
const by = ({ userId, userName }: Payload, { actor }: Told): string =>
  isText(userName) && userId !== actor?.id ? `by ${userName}` : ''
/** A picking says how many lines are short, which they are, or that some are. */
const isShort = (short: unknown): boolean => short === true || (isNumber(short) && short > 0) || size(short) > 0
const ofSource = (...numbers: unknown[]): string => joined(...numbers.filter(isText).map((number) => `of ${number}`))

const passedAndFailed = (passed: unknown, failed: unknown): string =>
  joined(
    isDecimal(passed) && passed !== '0' && `${formatQuantity(passed)} passed`,
    isDecimal(failed) && failed !== '0' && `${formatQuantity(failed)} failed`,
  )
