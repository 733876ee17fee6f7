import { formatMoney, formatQuantity, plural } from '~/lib/format.ts'
import type { Phrase, Told } from './event-phrases.ts'
import { fieldsOf, isDecimal, isNumber, isText, joined, type Payload, pieces, size } from './event-words.ts'

/** Of what is bought and sold, from whom and to whom. */
export const tradePhrases: Record<string, (payload: Payload, event: Told) => Phrase> = {
  'supplier.updated': () => ({ sentence: 'changed' }),
  'supplier.removed': mergedAway,
  'supplier.merged': merged,
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
  'purchaseOrder.returned': ({ quantity, nonConformance }) => ({
    sentence: 'sent',
    after: ' back in part',
    detail: joined(
      isDecimal(quantity) && `quantity ${formatQuantity(quantity)}`,
      isText(nonConformance) && nonConformance,
    ),
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
