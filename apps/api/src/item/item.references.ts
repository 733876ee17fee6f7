import { convertible } from '@framewright/contracts/item/units'
import type { Tx } from '../core/sql.ts'

/** What refers to an item: its quantities are written in the item's unit. */
interface Reference {
  /** As the end of "it …". */
  how: string
  entity: string
}

/** The first thing found that was stocked or ordered of an item, in its unit; undefined while there is none. */
export async function stockedOrOrdered(tx: Tx, itemId: number): Promise<Reference | undefined> {
  const where = { itemId }
  const select = { id: true } as const
  if (await tx.stockMovement.findFirst({ where, select })) return { how: 'has been stocked', entity: 'stock' }
  if (await tx.purchaseOrderLine.findFirst({ where, select }))
    return { how: 'stands on purchase orders', entity: 'purchaseOrder' }
  if (await tx.salesOrderLine.findFirst({ where, select }))
    return { how: 'stands on sales orders', entity: 'salesOrder' }
  if (await tx.productionOrder.findFirst({ where, select }))
    return { how: 'stands on production orders', entity: 'productionOrder' }
  if (await tx.productionOrderLine.findFirst({ where: { componentId: itemId }, select }))
    return { how: 'stands on production orders', entity: 'productionOrder' }
  if (await tx.invoiceLine.findFirst({ where, select })) return { how: 'stands on invoices', entity: 'invoice' }
  if (await tx.stockCountLine.findFirst({ where })) return { how: 'has been counted', entity: 'stockCount' }
  return undefined
}

/** The first thing found that would be left without its item if it were deleted. */
export async function referenceTo(tx: Tx, itemId: number): Promise<Reference | undefined> {
  const found = await stockedOrOrdered(tx, itemId)
  if (found !== undefined) return found
  if (await tx.bomLine.findFirst({ where: { componentId: itemId }, select: { id: true } }))
    return { how: 'is part of a bill of materials', entity: 'bom' }
  if (await tx.bom.findFirst({ where: { itemId }, select: { id: true } }))
    return { how: 'has a bill of materials', entity: 'bom' }
  return undefined
}

/** The unit in which a bill of materials takes this item, where the given one does not convert to it. */
export async function unfitBomUnit(tx: Tx, itemId: number, unit: string): Promise<string | undefined> {
  const lines = await tx.bomLine.findMany({
    where: { componentId: itemId },
    select: { unit: true },
    distinct: ['unit'],
  })
  return lines.find((line) => !convertible(line.unit, unit))?.unit
}
