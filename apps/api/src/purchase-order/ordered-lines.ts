import * as decimal from '@framewright/contracts/core/decimal'
import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import type { CreatePurchaseOrderInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { build, run, type Tx } from '../core/sql.ts'
import { requirePieces } from '../stock/stocked-item.ts'

type LineInput = CreatePurchaseOrderInput['lines'][number]

/** A line as it is stored. */
export interface OrderedLine {
  lineNo: number
  itemId: number | null
  itemName: string
  quantity: string
  unitPrice: string
  totalPrice: string
}

/**
 * The lines of an order, each with its rounded total, and their sum. A line of an item carries the item's name as it is
 * today; a free-text line its own.
 * @throws DomainError INVALID_INPUT naming every line whose item does not exist, or what is counted and broken,
 * RULE_VIOLATED for an inactive one.
 */
export async function orderedLines(
  tx: Tx,
  inputs: readonly LineInput[],
): Promise<{ lines: OrderedLine[]; totalAmount: string }> {
  const itemIds = [...new Set(inputs.flatMap((line) => (line.itemId === undefined ? [] : [line.itemId])))]
  const items =
    itemIds.length === 0
      ? []
      : await run(
          tx,
          build.selectFrom('item').select(['id', 'sku', 'name', 'kind', 'unit', 'active']).where('id', 'in', itemIds),
        )
  const itemOf = new Map(items.map((item) => [item.id, item]))

  const missing: { path: string; message: string }[] = []
  const lines = inputs.map((line, index): OrderedLine => {
    const { itemId, quantity, unitPrice } = line
    const item = itemId === undefined ? undefined : itemOf.get(itemId)
    if (itemId !== undefined && item === undefined) {
      missing.push({ path: `lines.${index}.itemId`, message: `There is no item ${itemId}` })
    }
    if (item?.active === false) {
      throw ruleViolated(
        'item.inactive',
        `${item.name} (line ${index + 1}) is inactive. Activate the item first, or choose another.`,
        { path: `lines.${index}.itemId`, itemId: item.id },
      )
    }
    if (item !== undefined) requirePieces(item, quantity, `lines.${index}.quantity`)
    return {
      lineNo: index + 1,
      itemId: itemId ?? null,
      itemName: item?.name ?? line.itemName ?? '',
      quantity,
      unitPrice,
      totalPrice: decimal.lineTotal(line),
    }
  })
  if (missing.length > 0) {
    const message = missing.map((field) => `${field.path}: ${field.message}`).join('; ')
    throw new DomainError('INVALID_INPUT', message, { fields: missing })
  }
  return { lines, totalAmount: decimal.money(decimal.sum(lines.map((line) => line.totalPrice))) }
}
