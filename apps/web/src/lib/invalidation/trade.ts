import { getQueryKey } from '@trpc/react-query'
import { trpc } from '../trpc.ts'
import { components, statistics, stock, type Touched } from './keys.ts'

/** What is bought and sold. */
export const tradeTouched: Touched<
  'purchaseOrder' | 'supplier' | 'customer' | 'salesOrder' | 'invoice' | 'fulfilment' | 'customerReturn'
> = {
  purchaseOrder: ({ entityId: id }) => [
    getQueryKey(trpc.purchaseOrder.list),
    getQueryKey(trpc.purchaseOrder.count),
    getQueryKey(trpc.purchaseOrder.get, { id }),
    // A receipt moves stock of any of its lines' items.
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
  supplier: ({ entityId: id }) => [
    getQueryKey(trpc.supplier.list),
    getQueryKey(trpc.supplier.get, { id }),
    // Orders show their supplier's name.
    getQueryKey(trpc.purchaseOrder.list),
    getQueryKey(trpc.purchaseOrder.get),
  ],
  customer: ({ entityId: id }) => [
    getQueryKey(trpc.customer.list),
    getQueryKey(trpc.customer.count),
    getQueryKey(trpc.customer.get, { id }),
    // Orders show their customer's name, and merging gives them another.
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.fulfilment.list),
    getQueryKey(trpc.fulfilment.get),
    getQueryKey(trpc.customerReturn.list),
    getQueryKey(trpc.customerReturn.get),
  ],
  salesOrder: () => [
    // Confirming promises stock and shipping moves it: what is available changes wherever its items stand, on other
    // orders too.
    getQueryKey(trpc.salesOrder),
    // How far an own invoice's goods are is how far its order is.
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    // What a fulfilment waits for may be promised to the order.
    getQueryKey(trpc.fulfilment),
    // What of it is about to leave, and so has to be inspected.
    getQueryKey(trpc.inspection.delivery),
    getQueryKey(trpc.customerReturn.returnable),
    ...stock(),
    statistics(),
  ],
  invoice: ({ entityId: id, payload }) => [
    getQueryKey(trpc.invoice.list),
    getQueryKey(trpc.invoice.count),
    getQueryKey(trpc.invoice.sources),
    getQueryKey(trpc.invoice.get, { id }),
    // An own invoice bills a part of its order.
    ...(typeof payload.salesOrderId === 'number'
      ? [getQueryKey(trpc.salesOrder.get, { id: payload.salesOrderId })]
      : []),
    statistics(),
  ],
  // Picking moves stock into staging and dispatching out of the house; the order counts it as shipped.
  fulfilment: ({ entityId: id }) => [
    getQueryKey(trpc.fulfilment.list),
    getQueryKey(trpc.fulfilment.count),
    getQueryKey(trpc.fulfilment.get, { id }),
    getQueryKey(trpc.fulfilment.tasks),
    getQueryKey(trpc.fulfilment.pickList),
    getQueryKey(trpc.inspection.delivery),
    getQueryKey(trpc.customerReturn.returnable),
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.invoice),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
  // It is received into quarantine, and goes to storage or to scrap.
  customerReturn: ({ entityId: id }) => [
    getQueryKey(trpc.customerReturn.list),
    getQueryKey(trpc.customerReturn.get, { id }),
    getQueryKey(trpc.customerReturn.returnable),
    getQueryKey(trpc.salesOrder),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    ...components(),
    ...stock(),
    statistics(),
  ],
}
