import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import type { StoredShop } from '../shop/shop.settings.ts'
import type { BusinessDocument } from './business-document.ts'
import { amount, day, money, quantity } from './format.ts'
import { type Addressee, factsOf, linesOf } from './parts.ts'

/** What is ordered from a supplier. */
export function purchaseOrderDocument(order: PurchaseOrder, supplier: Addressee, shop: StoredShop): BusinessDocument {
  return {
    title: order.status === 'CANCELLED' ? 'Cancelled purchase order' : 'Purchase order',
    number: order.number,
    at: new Date(order.createdAt),
    shop,
    to: linesOf(supplier),
    facts: factsOf([
      ['Order', order.number],
      ['Ordered', day(order.orderDate)],
      ['Expected', order.expectedDate && day(order.expectedDate)],
      ['Supplier no.', supplier.code],
      ['Our contact', order.createdBy?.name],
    ]),
    columns: [
      { head: '#', width: 20 },
      { head: 'Item' },
      { head: 'Quantity', width: 60, align: 'right' },
      { head: 'Unit', width: 34, align: 'right' },
      { head: 'Unit price', width: 70, align: 'right' },
      { head: `Total ${shop.currency}`, width: 80, align: 'right' },
    ],
    rows: order.lines.map((line) => [
      String(line.lineNo),
      { text: line.itemName, below: line.sku ?? '' },
      quantity(line.quantity),
      line.unit ?? '',
      amount(line.unitPrice),
      amount(line.totalPrice),
    ]),
    sums: [{ label: 'Total', value: money(order.totalAmount, shop.currency), strong: true }],
    notes: order.notes,
  }
}
