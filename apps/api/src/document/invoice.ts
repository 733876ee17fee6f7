import * as decimal from '@framewright/contracts/core/decimal'
import { ownSource } from '@framewright/contracts/invoice/invoice.number'
import type { Invoice } from '@framewright/contracts/invoice/invoice.schema'
import { taxesByRate } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { StoredShop } from '../shop/shop.settings.ts'
import type { BusinessDocument } from './business-document.ts'
import { amount, day, money, percent, quantity } from './format.ts'
import { factsOf, linesOf } from './parts.ts'

/**
 * What is billed, to whom it was made out to then. Of an imported invoice it is a copy: the system it came from has written
 * the one that counts.
 */
export function invoiceDocument(invoice: Invoice, customerCode: string, shop: StoredShop): BusinessDocument {
  const discounted = invoice.lines.some((line) => decimal.isPositive(line.discountPercent))
  const own = invoice.source === ownSource
  return {
    title: own ? 'Invoice' : 'Copy of invoice',
    number: invoice.invoiceNo,
    at: new Date(invoice.createdAt),
    shop,
    to: linesOf({ code: customerCode, ...invoice.billTo }),
    facts: factsOf([
      ['Invoice', invoice.invoiceNo],
      ['Date', day(invoice.invoiceDate)],
      ['Order', invoice.salesOrder?.number],
      ['Customer no.', customerCode],
      ['Your tax id', invoice.billTo.taxId],
      ['Your contact', invoice.owner?.name ?? invoice.salesman],
      ['Source', own ? null : invoice.source],
    ]),
    columns: [
      { head: '#', width: 20 },
      { head: 'Item' },
      { head: 'Quantity', width: 46, align: 'right' },
      { head: 'Unit', width: 28, align: 'right' },
      { head: 'Unit price', width: 54, align: 'right' },
      ...(discounted ? [{ head: 'Discount', width: 42, align: 'right' as const }] : []),
      { head: 'Tax', width: 32, align: 'right' },
      { head: `Net ${shop.currency}`, width: 66, align: 'right' },
    ],
    rows: invoice.lines.map((line) => [
      String(line.lineNo),
      { text: line.itemName, below: line.sku },
      quantity(line.quantity),
      line.unit,
      amount(line.unitPrice),
      ...(discounted ? [decimal.isPositive(line.discountPercent) ? percent(line.discountPercent) : ''] : []),
      percent(line.taxRate),
      amount(line.subtotal),
    ]),
    sums: [
      { label: 'Subtotal', value: amount(invoice.subtotal) },
      ...taxesByRate(invoice.lines).map((tax) => ({
        label: `Tax ${percent(tax.rate)} of ${amount(tax.subtotal)}`,
        value: amount(tax.taxTotal),
      })),
      { label: 'Total', value: money(invoice.total, shop.currency), strong: true },
    ],
    notes: '',
  }
}
