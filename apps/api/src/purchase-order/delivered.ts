import * as decimal from '@framewright/contracts/core/decimal'
import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import type { ItemKind } from '@framewright/contracts/item/item.schema'
import type { ReceiveInput } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { requirePieces } from '../stock/stocked-item.ts'

/** An order's line with what is still to come. */
export interface OpenLine {
  id: number
  lineNo: number
  itemId: number | null
  itemName: string
  /** Null for free text. */
  kind: ItemKind | null
  sku: string | null
  unit: string | null
  unitPrice: string
  outstanding: string
}

/** So much of a line that came. */
export interface Delivered {
  line: OpenLine
  quantity: string
}

/**
 * What a delivery brings of which line: what the receiver counted, or everything outstanding.
 * @throws DomainError INVALID_INPUT for a line of another order or a broken piece, RULE_VIOLATED naming the line that would be received
 * beyond what was ordered, or when nothing is outstanding.
 */
export function delivered(
  order: { id: number; number: string },
  lines: readonly OpenLine[],
  counted: ReceiveInput['lines'],
): Delivered[] {
  if (counted === undefined) {
    const all = lines.flatMap((line) =>
      decimal.isPositive(line.outstanding) ? [{ line, quantity: line.outstanding }] : [],
    )
    if (all.length > 0) return all
    throw ruleViolated('purchaseOrder.nothingOutstanding', `Nothing of ${order.number} is outstanding.`, {})
  }

  const lineOf = new Map(lines.map((line) => [line.id, line]))
  const unknown: { path: string; message: string }[] = []
  const coming = counted.flatMap(({ lineId, quantity }, index): Delivered[] => {
    const line = lineOf.get(lineId)
    if (line !== undefined) {
      const { sku, kind, unit, itemName: name, outstanding } = line
      if (sku !== null && kind !== null && unit !== null)
        requirePieces({ sku, kind, unit, name }, quantity, `lines.${index}.quantity`, outstanding)
      return [{ line, quantity }]
    }
    unknown.push({ path: `lines.${index}.lineId`, message: `${order.number} has no line with the id ${lineId}` })
    return []
  })
  if (unknown.length > 0) {
    const message = unknown.map((field) => `${field.path}: ${field.message}`).join('; ')
    throw new DomainError('INVALID_INPUT', message, { fields: unknown })
  }
  for (const { line, quantity } of coming) requireOutstanding(line, quantity)
  return coming
}

function requireOutstanding(line: OpenLine, asked: string): void {
  if (decimal.compare(asked, line.outstanding) <= 0) return
  const outstanding = decimal.quantity(line.outstanding)
  throw ruleViolated(
    'purchaseOrder.overReceipt',
    `Line ${line.lineNo}, ${line.itemName}: ${decimal.quantity(asked)} is more than the ${outstanding} outstanding.`,
    { lineId: line.id, lineNo: line.lineNo, itemName: line.itemName, outstanding, asked: decimal.quantity(asked) },
  )
}
