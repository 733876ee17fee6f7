import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import { lineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { CreateSalesOrderInput } from '@framewright/contracts/sales-order/sales-order.schema'
import type { Tx } from '../core/sql.ts'
import { requirePieces } from '../stock/stocked-item.ts'

type LineInput = CreateSalesOrderInput['lines'][number]

/** What an order's line takes of its item. */
export interface PricedItem {
  id: number
  sku: string
  name: string
  kind: ItemKind
  unit: string
  active: boolean
  unit_price: string
  tax_rate: string
}

/** The items that lines name, by their identifiers and by their SKUs in small letters. */
export const namedItems = (inputs: readonly LineInput[]) => ({
  ids: inputs.flatMap((line) => (line.itemId === undefined ? [] : [line.itemId])),
  skus: inputs.flatMap((line) => (line.itemId === undefined && line.sku !== undefined ? [line.sku.toLowerCase()] : [])),
})

/** The lines of an order as they are stored, see `priced`. */
export async function pricedLines(tx: Tx, inputs: readonly LineInput[]) {
  const { ids, skus } = namedItems(inputs)
  const items = await tx.$queryRaw<PricedItem[]>`
    SELECT id, sku, name, kind::text, unit, active, unit_price::text, tax_rate::text FROM item WHERE id = ANY(${ids}) OR lower(sku) = ANY(${skus})`
  return priced(inputs, items)
}

/**
 * The lines of an order as they are stored, each with its rounded totals, and the order's. What a line does not say of
 * price and tax is the item's.
 * @throws DomainError INVALID_INPUT naming every line whose item does not exist, or what is counted and broken,
 * RULE_VIOLATED for an inactive one.
 */
export function priced(inputs: readonly LineInput[], items: readonly PricedItem[]) {
  const missing: { path: string; message: string }[] = []
  const lines = inputs.flatMap((line, index) => {
    const item = items.find((one) =>
      line.itemId === undefined ? one.sku.toLowerCase() === line.sku?.toLowerCase() : one.id === line.itemId,
    )
    if (item === undefined) {
      const [field, what] = line.itemId === undefined ? ['sku', line.sku] : ['itemId', line.itemId]
      missing.push({ path: `lines.${index}.${field}`, message: `There is no item ${what}` })
      return []
    }
    if (!item.active) {
      throw ruleViolated('item.inactive', `${item.name} (line ${index + 1}) is no longer sold.`, {
        path: `lines.${index}.itemId`,
        itemId: item.id,
      })
    }
    requirePieces(item, line.quantity, `lines.${index}.quantity`)
    const priced = {
      quantity: line.quantity,
      unitPrice: line.unitPrice ?? item.unit_price,
      discountPercent: line.discountPercent,
      taxRate: line.taxRate ?? item.tax_rate,
    }
    return [{ lineNo: index + 1, itemId: item.id, itemName: item.name, ...priced, ...lineTotals(priced) }]
  })
  if (missing.length > 0) {
    const message = missing.map((field) => `${field.path}: ${field.message}`).join('; ')
    throw new DomainError('INVALID_INPUT', message, { fields: missing })
  }
  return { lines, totals: orderTotals(lines) }
}
