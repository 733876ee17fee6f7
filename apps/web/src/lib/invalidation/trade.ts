import { keyOf } from '../query-key.ts'
import { components, statistics, stock, type Touched } from './keys.ts'

/** What is bought and sold. */
export const tradeTouched: Touched<
  'purchaseOrder' | 'supplier' | 'customer' | 'salesOrder' | 'invoice' | 'fulfilment' | 'customerReturn'
> = {
  purchaseOrder: ({ entityId: id }) => [
    keyOf('purchaseOrder', 'list'),
    keyOf('purchaseOrder', 'count'),
    keyOf('purchaseOrder', 'get', { id }),
    // A receipt moves stock of any of its lines' items.
    keyOf('item'),
    keyOf('frame'),
    ...components(),
    ...stock(),
    statistics(),
  ],
  supplier: ({ entityId: id }) => [
    keyOf('supplier', 'list'),
    keyOf('supplier', 'get', { id }),
    // Orders show their supplier's name.
    keyOf('purchaseOrder', 'list'),
    keyOf('purchaseOrder', 'get'),
  ],
  customer: ({ entityId: id }) => [
    keyOf('customer', 'list'),
    keyOf('customer', 'count'),
    keyOf('customer', 'get', { id }),
    // Orders show their customer's name, and merging gives them another.
    keyOf('salesOrder'),
    keyOf('invoice'),
    keyOf('fulfilment', 'list'),
    keyOf('fulfilment', 'get'),
    keyOf('customerReturn', 'list'),
    keyOf('customerReturn', 'get'),
  ],
  salesOrder: () => [
    // Confirming promises stock and shipping moves it: what is available changes wherever its items stand, on other
    // orders too.
    keyOf('salesOrder'),
    // How far an own invoice's goods are is how far its order is.
    keyOf('invoice'),
    keyOf('item'),
    keyOf('frame'),
    ...components(),
    // What a fulfilment waits for may be promised to the order.
    keyOf('fulfilment'),
    // What of it is about to leave, and so has to be inspected.
    keyOf('inspection', 'delivery'),
    keyOf('customerReturn', 'returnable'),
    ...stock(),
    statistics(),
  ],
  invoice: ({ entityId: id, payload }) => [
    keyOf('invoice', 'list'),
    keyOf('invoice', 'count'),
    keyOf('invoice', 'sources'),
    keyOf('invoice', 'get', { id }),
    // An own invoice bills a part of its order.
    ...(typeof payload.salesOrderId === 'number' ? [keyOf('salesOrder', 'get', { id: payload.salesOrderId })] : []),
    statistics(),
  ],
  // Picking moves stock into staging and dispatching out of the house; the order counts it as shipped.
  fulfilment: ({ entityId: id }) => [
    keyOf('fulfilment', 'list'),
    keyOf('fulfilment', 'count'),
    keyOf('fulfilment', 'get', { id }),
    keyOf('fulfilment', 'tasks'),
    keyOf('fulfilment', 'pickList'),
    keyOf('inspection', 'delivery'),
    keyOf('customerReturn', 'returnable'),
    keyOf('salesOrder'),
    keyOf('invoice'),
    keyOf('item'),
    keyOf('frame'),
    ...components(),
    ...stock(),
    statistics(),
  ],
  // It is received into quarantine, and goes to storage or to scrap.
  customerReturn: ({ entityId: id }) => [
    keyOf('customerReturn', 'list'),
    keyOf('customerReturn', 'get', { id }),
    keyOf('customerReturn', 'returnable'),
    keyOf('salesOrder'),
    keyOf('item'),
    keyOf('frame'),
    ...components(),
    ...stock(),
    statistics(),
  ],
}
