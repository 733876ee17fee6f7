import type { EventEntity } from '@framewright/contracts/event/event.schema'

const pages: Record<EventEntity, (id: number) => string | null> = {
  frame: (id) => `/frames/${id}`,
  item: (id) => `/items/${id}`,
  task: (id) => `/tasks/${id}`,
  workOrder: (id) => `/work-orders/${id}`,
  productionOrder: (id) => `/production-orders/${id}`,
  productionSettings: () => '/production-orders',
  machine: (id) => `/machines/${id}`,
  machineCalendar: () => '/machines/calendars',
  purchaseOrder: (id) => `/purchase-orders/${id}`,
  supplier: (id) => `/suppliers/${id}`,
  customer: (id) => `/customers/${id}`,
  salesOrder: (id) => `/sales-orders/${id}`,
  invoice: (id) => `/invoices/${id}`,
  fulfilment: (id) => `/fulfilments/${id}`,
  customerReturn: (id) => `/returns/${id}`,
  inspectionPlan: (id) => `/quality/plans/${id}`,
  inspection: (id) => `/quality/inspections/${id}`,
  nonConformance: (id) => `/quality/ncr/${id}`,
  category: () => '/categories',
  location: () => '/stock/locations',
  // Named by its item.
  stock: (id) => `/items/${id}`,
  stockCount: (id) => `/stock-counts/${id}`,
  user: (id) => `/users/${id}`,
  role: (id) => `/roles/${id}`,
  developer: () => '/developer',
  department: () => '/organisation',
  jobTitle: () => '/organisation',
  importRun: () => null,
  shop: () => '/settings',
}

/** The page of a document, from what an event or a movement names it by; null where it has none. */
export function pageOf(entity: string, id: number): string | null {
  return entity in pages ? pages[entity as EventEntity](id) : null
}
