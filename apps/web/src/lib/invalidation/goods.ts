import { getQueryKey } from '@trpc/react-query'
import { trpc } from '../trpc.ts'
import { components, frame, frameLists, statistics, stock, type Touched } from './keys.ts'

/** What there is: the catalogue and the stock. */
export const goodsTouched: Touched<'frame' | 'item' | 'category' | 'location' | 'stock' | 'stockCount'> = {
  frame: ({ entityId: id }) => [
    ...frameLists(),
    frame(id),
    getQueryKey(trpc.frame.bom, { id }),
    getQueryKey(trpc.bom),
    getQueryKey(trpc.productionPlan.preview),
    // A draft shows what the bill of materials in force would take.
    getQueryKey(trpc.productionOrder.get),
    getQueryKey(trpc.frame.facets),
    // A frame is an item, and its opening stock a movement.
    getQueryKey(trpc.item.list),
    getQueryKey(trpc.item.get, { id }),
    ...stock(),
    statistics(),
  ],
  item: ({ entityId: id }) => [
    getQueryKey(trpc.item.list),
    getQueryKey(trpc.item.get, { id }),
    // A component's name, unit and stock stand in the bills of materials and the orders that use it.
    getQueryKey(trpc.frame.bom),
    getQueryKey(trpc.bom),
    getQueryKey(trpc.productionOrder),
    getQueryKey(trpc.productionPlan),
    ...stock(),
    statistics(),
  ],
  category: () => [
    getQueryKey(trpc.category),
    // Items show the path of theirs.
    getQueryKey(trpc.item),
  ],
  location: ({ entityId: id }) => [
    getQueryKey(trpc.stock.locations),
    getQueryKey(trpc.stock.location, { id }),
    // Balances and movements name their places.
    ...stock(),
    getQueryKey(trpc.stockCount),
  ],
  stock: () => [
    ...stock(),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    // The lines of an order tell what is available of their items.
    getQueryKey(trpc.salesOrder.get),
    ...components(),
    statistics(),
  ],
  stockCount: () => [
    getQueryKey(trpc.stockCount),
    // Posting one corrects the stock of what was counted.
    ...stock(),
    ...components(),
    getQueryKey(trpc.item),
    getQueryKey(trpc.frame),
    statistics(),
  ],
}
