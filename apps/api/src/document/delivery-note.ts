import * as decimal from '@framewright/contracts/core/decimal'
import type { Fulfilment, PickList } from '@framewright/contracts/fulfilment/fulfilment.schema'
import type { StoredShop } from '../shop/shop.settings.ts'
import type { BusinessDocument } from './business-document.ts'
import { day, quantity } from './format.ts'
import { factsOf } from './parts.ts'

/** What of a line goes out: what was picked, or what is to be while nothing was. */
export const goesOut = (fulfilment: Fulfilment, line: Fulfilment['lines'][number]): string =>
  fulfilment.pickedAt === null ? line.quantity : line.picked

/**
 * What a parcel holds, without prices. What was not sent is said.
 * @param dayOf the shop's day of an instant.
 */
export function deliveryNoteDocument(
  fulfilment: Fulfilment,
  shop: StoredShop,
  dayOf: (instant: Date) => string,
): BusinessDocument {
  const { shipTo } = fulfilment
  const delivery = fulfilment.sessions.find((session) => session.stage === 'DELIVERY')
  return {
    title: fulfilment.status === 'CANCELLED' ? 'Cancelled delivery note' : 'Delivery note',
    number: fulfilment.number,
    at: new Date(fulfilment.createdAt),
    shop,
    to: [shipTo.name, ...shipTo.address.split(/\r\n|\r|\n/), shipTo.phone].filter((line) => line.trim() !== ''),
    facts: factsOf([
      ['Delivery', fulfilment.number],
      [fulfilment.source.type === 'order' ? 'Order' : 'Invoice', fulfilment.source.number],
      ['Due', fulfilment.dueDate && day(fulfilment.dueDate)],
      ['Sent', fulfilment.dispatchedAt && day(dayOf(new Date(fulfilment.dispatchedAt)))],
      ['Courier', delivery?.courierName],
      ['Tracking', delivery?.trackingNo],
    ]),
    columns: [
      { head: '#', width: 20 },
      { head: 'Item' },
      { head: 'Ordered', width: 70, align: 'right' },
      { head: 'Delivered', width: 70, align: 'right' },
      { head: 'Unit', width: 40, align: 'right' },
    ],
    rows: fulfilment.lines.map((line) => [
      String(line.lineNo),
      { text: line.itemName, below: line.sku },
      quantity(line.quantity),
      quantity(goesOut(fulfilment, line)),
      line.unit,
    ]),
    sums: [],
    notes: [
      ...(fulfilment.lines.some(
        (line) => fulfilment.pickedAt !== null && decimal.compare(line.picked, line.quantity) < 0,
      )
        ? ['Not all that was ordered is in this delivery.']
        : []),
      fulfilment.notes,
    ]
      .filter((note) => note !== '')
      .join('\n'),
  }
}

/** What to take and where, in walking order, with room to tick it off. */
export function pickListDocument(list: PickList, today: string, shop: StoredShop): BusinessDocument {
  return {
    title: 'Pick list',
    number: today,
    at: new Date(`${today}T00:00:00Z`),
    shop,
    to: [`${list.fulfilments.length} ${list.fulfilments.length === 1 ? 'delivery' : 'deliveries'}`],
    facts: [],
    columns: [
      { head: 'Place', width: 90 },
      { head: 'Item' },
      { head: 'For', width: 84 },
      { head: 'Quantity', width: 56, align: 'right' },
      { head: 'Unit', width: 34, align: 'right' },
      { head: 'Taken', width: 40, align: 'right' },
    ],
    rows: list.places.flatMap((place) =>
      place.picks.map((pick) => [
        { text: place.code, below: place.name },
        { text: pick.itemName, below: pick.sku },
        pick.number,
        quantity(pick.quantity),
        pick.unit,
        '______',
      ]),
    ),
    sums: [],
    notes: list.more ? 'More deliveries wait than one list holds.' : '',
  }
}
