import * as decimal from '@framewright/contracts/core/decimal'
import { taxesByRate } from '@framewright/contracts/sales-order/sales-order.pricing'
import type { SalesOrder } from '@framewright/contracts/sales-order/sales-order.schema'
import type { StoredShop } from '../shop/shop.settings.ts'
import type { BusinessDocument } from './business-document.ts'
import { amount, day, money, percent, quantity } from './format.ts'
import { type Addressee, factsOf, linesOf } from './parts.ts'

const titles: Record<SalesOrder['status'], string> = {
  DRAFT: 'Draft of order',
  CONFIRMED: 'Order confirmation',
  SHIPPED: 'Order confirmation',
  DELIVERED: 'Order confirmation',
  CANCELLED: 'Cancelled order',
}

/** What was agreed with a customer. Lines that were taken out again are not on it. */
export function orderConfirmation(order: SalesOrder, customer: Addressee, shop: StoredShop): BusinessDocument {
  const lines = order.lines.filter((line) => !line.cancelled)
  const discounted = lines.some((line) => decimal.isPositive(line.discountPercent))
  return {
    title: titles[order.status],
    number: order.number,
    at: new Date(order.confirmedAt ?? order.createdAt),
    shop,
    to: linesOf(customer),
    facts: factsOf([
      ['Order', order.number],
      ['Ordered', day(order.orderDate)],
      ['Due', order.dueDate && day(order.dueDate)],
      ['Customer no.', customer.code],
      ['Your tax id', customer.taxId],
      ['Your contact', order.owner?.name],
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
    rows: lines.map((line, index) => [
      String(index + 1),
      { text: line.itemName, below: line.sku },
      quantity(line.quantity),
      line.unit,
      amount(line.unitPrice),
      ...(discounted ? [decimal.isPositive(line.discountPercent) ? percent(line.discountPercent) : ''] : []),
      percent(line.taxRate),
      amount(line.subtotal),
    ]),
    sums: [
      { label: 'Subtotal', value: amount(order.subtotal) },
      ...taxesByRate(lines).map((tax) => ({
        label: `Tax ${percent(tax.rate)} of ${amount(tax.subtotal)}`,
        value: amount(tax.taxTotal),
      })),
      { label: 'Total', value: money(order.total, shop.currency), strong: true },
    ],
    notes: order.notes,
  }
}
