import { DomainError } from '@framewright/contracts/errors'
import { shiftDay } from '../core/clock.ts'
import { known, type Loading } from './known.ts'
import { customers, salesOrders } from './sales.data.ts'

/** Customers and their orders, confirmed where everything is there: the others stay drafts that are known to be short. */
export async function loadSales(
  { call, services, clock }: Loading,
  itemIds: ReadonlyMap<string, number>,
): Promise<void> {
  const customerIds = new Map<string, number>()
  for (const customer of customers) {
    const { id } = await services.customer.create(call, { ...customer, address: '', taxId: '' })
    customerIds.set(customer.code, id)
  }
  for (const order of salesOrders) {
    const { id } = await services.salesOrder.create(call, {
      customerId: known(customerIds, order.customer),
      orderDate: shiftDay(clock.today(), -order.daysAgo),
      dueDate: shiftDay(clock.today(), order.dueIn),
      notes: '',
      confirm: false,
      lines: order.lines.map(([sku, quantity]) => ({ itemId: known(itemIds, sku), quantity, discountPercent: '0' })),
    })
    try {
      await services.salesOrder.confirm(call, { id })
    } catch (error) {
      if (!(error instanceof DomainError) || error.domainCode !== 'INSUFFICIENT_STOCK') throw error
    }
  }
}
