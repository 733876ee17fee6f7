import { keyOf } from '../query-key.ts'
import { components, frame, frameLists, statistics, stock, type Touched } from './keys.ts'

/** What there is: the catalogue and the stock. */
export const goodsTouched: Touched<'frame' | 'item' | 'category' | 'location' | 'stock' | 'stockCount'> = {
  frame: ({ entityId: id }) => [
    ...frameLists(),
    frame(id),
    keyOf('frame', 'bom', { id }),
    keyOf('bom'),
    keyOf('productionPlan', 'preview'),
    // A draft shows what the bill of materials in force would take.
    keyOf('productionOrder', 'get'),
    keyOf('frame', 'facets'),
    // A frame is an item, and its opening stock a movement.
    keyOf('item', 'list'),
    keyOf('item', 'get', { id }),
    ...stock(),
    statistics(),
  ],
  item: ({ entityId: id }) => [
    keyOf('item', 'list'),
    keyOf('item', 'get', { id }),
    // A component's name, unit and stock stand in the bills of materials and the orders that use it.
    keyOf('frame', 'bom'),
    keyOf('bom'),
    keyOf('productionOrder'),
    keyOf('productionPlan'),
    ...stock(),
    statistics(),
  ],
  category: () => [
    keyOf('category'),
    // Items show the path of theirs.
    keyOf('item'),
  ],
  location: ({ entityId: id }) => [
    keyOf('stock', 'locations'),
    keyOf('stock', 'location', { id }),
    // Balances and movements name their places.
    ...stock(),
    keyOf('stockCount'),
  ],
  stock: () => [
    ...stock(),
    keyOf('item'),
    keyOf('frame'),
    // The lines of an order tell what is available of their items.
    keyOf('salesOrder', 'get'),
    ...components(),
    statistics(),
  ],
  stockCount: () => [
    keyOf('stockCount'),
    // Posting one corrects the stock of what was counted.
    ...stock(),
    ...components(),
    keyOf('item'),
    keyOf('frame'),
    statistics(),
  ],
}
