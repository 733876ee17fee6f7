import * as decimal from '../core/decimal.ts'
import type { ImportInvoiceInput } from './invoice.schema.ts'

/** An imported invoice as two imports of it are compared: by field path, nothing that says nothing. */
export type InvoiceBody = Record<string, string>

/** What an import says differently from what is stored; null where one of the two says nothing. */
export interface Difference {
  /** As in the input: "customer.name", "items.0.quantity". */
  path: string
  stored: string | null
  given: string | null
}

/**
 * What an import says, in the form in which imports are compared. The order of the fields, how a decimal is written, space
 * around texts, and the case of SKUs, customer codes and e-mail addresses make no difference. The number and the source
 * are not part of it: they are what is looked for.
 */
export function invoiceBody(input: Omit<ImportInvoiceInput, 'invoiceNo' | 'source'>): InvoiceBody {
  const { invoiceDate, salesman, customer, items } = input
  const said: Record<string, string | undefined> = {
    invoiceDate,
    salesman,
    'customer.code': customer.code?.toUpperCase(),
    'customer.name': customer.name,
    'customer.email': customer.email?.toLowerCase(),
    'customer.phone': customer.phone,
    'customer.address': customer.address,
    'customer.taxId': customer.taxId,
  }
  for (const [index, item] of items.entries()) {
    const percent = (value: string | undefined) => (value === undefined ? undefined : decimal.quantity(value))
    said[`items.${index}.sku`] = item.sku.toUpperCase()
    said[`items.${index}.name`] = item.name
    said[`items.${index}.quantity`] = decimal.quantity(item.quantity)
    said[`items.${index}.unitPrice`] = decimal.quantity(item.unitPrice)
    // No discount and a discount of nothing are the same.
    said[`items.${index}.discountPercent`] = percent(item.discountPercent) === '0' ? '' : percent(item.discountPercent)
    said[`items.${index}.taxRate`] = percent(item.taxRate)
  }
  return Object.fromEntries(
    Object.entries(said).filter(([, value]) => value !== undefined && value !== ''),
  ) as InvoiceBody
}

/** Where two imports of one invoice differ, in the order of the fields; none when they say the same. */
export function differences(stored: InvoiceBody, given: InvoiceBody): Difference[] {
  const paths = [...new Set([...Object.keys(given), ...Object.keys(stored)])]
  return paths
    .filter((path) => stored[path] !== given[path])
    .map((path) => ({ path, stored: stored[path] ?? null, given: given[path] ?? null }))
}

/** The differences in a sentence's end: `customer.name is "A" there and "B" here`. The first few; how many more. */
export function differencesInWords(all: readonly Difference[], most = 4): string {
  const said = (value: string | null) => (value === null ? 'not said' : `"${value}"`)
  const words = all
    .slice(0, most)
    .map(({ path, stored, given }) => `${path} is ${said(stored)} there and ${said(given)} here`)
  return words.join('; ') + (all.length > most ? `; and ${all.length - most} more` : '')
}
