import { ruleViolated } from '@framewright/contracts/errors'
import type { ImportedItem } from '@framewright/contracts/invoice/invoice.schema'
import { lineTotals, orderTotals } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { UnknownItems } from '@framewright/contracts/shop/shop.schema'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'

interface KnownItem {
  id: number
  key: string
  name: string
  taxRate: string
}

/**
 * The lines of an imported invoice as they are stored, each with its rounded totals, and the invoice's. An item no longer
 * sold is taken all the same: it was.
 * @throws DomainError RULE_VIOLATED `invoice.unknownItems` naming every SKU and line there is no item for, where the shop
 * refuses those.
 */
export async function importedLines(tx: Tx, emit: Emit, items: readonly ImportedItem[], unknown: UnknownItems) {
  const known = await findItems(tx, items)
  const missing = items.flatMap((item, index) =>
    known.has(item.sku.toLowerCase()) ? [] : [{ path: `items.${index}.sku`, line: index + 1, sku: item.sku }],
  )
  if (missing.length > 0 && unknown === 'refuse') {
    const named = missing.map(({ sku, line }) => `${sku} (line ${line})`).join(', ')
    throw ruleViolated(
      'invoice.unknownItems',
      `There is no item with the SKU ${named}. Create ${missing.length === 1 ? 'it' : 'them'} first, or let imports create unknown items.`,
      { items: missing },
    )
  }
  for (const item of missing.length > 0 ? await createItems(tx, emit, items, known) : []) known.set(item.key, item)

  const lines = items.map((item, index) => {
    const of = known.get(item.sku.toLowerCase())
    if (of === undefined) throw new Error(`The item ${item.sku} was neither there nor made`)
    const priced = {
      quantity: item.quantity,
      unitPrice: item.unitPrice,
      discountPercent: item.discountPercent ?? '0',
      taxRate: item.taxRate ?? of.taxRate,
    }
    return { lineNo: index + 1, itemId: of.id, itemName: item.name || of.name, ...priced, ...lineTotals(priced) }
  })
  return { lines, totals: orderTotals(lines) }
}

export async function findItems(tx: Tx, items: readonly ImportedItem[]): Promise<Map<string, KnownItem>> {
  const keys = [...new Set(items.map((item) => item.sku.toLowerCase()))]
  const rows = await tx.$queryRaw<KnownItem[]>`
    SELECT id, lower(sku) AS key, name, tax_rate::text AS "taxRate" FROM item WHERE lower(sku) = ANY(${keys})`
  return new Map(rows.map((row) => [row.key, row]))
}

/**
 * Makes what is missing, in the order of the SKUs, so that two imports that make the same items wait for each other and do
 * not deadlock; whoever comes second finds them made. An item's first line says its name, price and tax rate.
 */
export async function createItems(
  tx: Tx,
  emit: Emit,
  items: readonly ImportedItem[],
  known: ReadonlyMap<string, KnownItem>,
): Promise<Iterable<KnownItem>> {
  const first = new Map<string, ImportedItem>()
  for (const item of items) {
    const key = item.sku.toLowerCase()
    if (!known.has(key) && !first.has(key)) first.set(key, item)
  }
  for (const [, { sku, name, unitPrice, taxRate }] of [...first].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const called = name || sku
    const [made] = await tx.$queryRaw<{ id: number }[]>`
      INSERT INTO item (sku, name, kind, unit_price, tax_rate)
      VALUES (${sku}, ${called}, 'PRODUCT', ${unitPrice}::numeric, ${taxRate ?? '0'}::numeric)
      ON CONFLICT DO NOTHING RETURNING id`
    if (made) emit({ entity: 'item', id: made.id, what: 'created', payload: { sku, name: called } })
  }
  return (await findItems(tx, [...first.values()])).values()
}
