import * as decimal from '@framewright/contracts/core/decimal'
import type { Item } from '@framewright/contracts/item/item.schema'

/** Whether so little is left that more should be ordered; an item without a reorder point is not watched. */
export const isShort = ({ reorderPoint, stock }: Pick<Item, 'reorderPoint' | 'stock'>): boolean =>
  reorderPoint !== null && decimal.compare(stock.available, reorderPoint) <= 0
