import * as decimal from '@framewright/contracts/core/decimal'
import type { PurchaseOrder } from '@framewright/contracts/purchase-order/purchase-order.schema'
import { shiftDay } from '../core/clock.ts'
import { known, type Loading } from './known.ts'
import { purchaseOrders, suppliers } from './purchasing.data.ts'

/** Suppliers, what was ordered of them, and what has come. */
export async function loadPurchasing(loading: Loading, itemIds: ReadonlyMap<string, number>): Promise<void> {
  const { call, services, clock } = loading
  const supplierIds = new Map<string, number>()
  for (const { lead: _, ...supplier } of suppliers) {
    const { id } = await services.supplier.create(call, { ...supplier, address: '', taxId: '' })
    supplierIds.set(supplier.code, id)
  }
  for (const order of purchaseOrders) {
    const orderDate = shiftDay(clock.today(), -order.daysAgo)
    const lead = suppliers.find((supplier) => supplier.code === order.supplier)?.lead ?? 0
    const made = await services.purchaseOrder.create(call, {
      supplierId: known(supplierIds, order.supplier),
      orderDate,
      expectedDate: shiftDay(orderDate, lead),
      notes: '',
      lines: order.lines.map(([sku, quantity, unitPrice]) => ({ itemId: known(itemIds, sku), quantity, unitPrice })),
    })
    await receive(loading, made, order.received)
  }
}

async function receive(
  { call, services }: Loading,
  { id, lines }: PurchaseOrder,
  received: 'all' | 'part' | 'none' | number,
): Promise<void> {
  const [first] = lines
  if (received === 'none' || first === undefined) return
  if (received === 'all') await services.purchaseOrder.receive(call, { id, notes: '' })
  else if (received === 'part') {
    await services.purchaseOrder.receive(call, {
      id,
      notes: '',
      lines: [{ lineId: first.id, quantity: first.quantity }],
    })
  } else {
    const quantity = decimal.quantity(decimal.divide(first.quantity, String(received)))
    for (let delivery = 0; delivery < received; delivery++) {
      await services.purchaseOrder.receive(call, { id, notes: '', lines: [{ lineId: first.id, quantity }] })
    }
  }
}
