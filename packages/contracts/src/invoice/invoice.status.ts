/** How far the goods of an invoice are, from the first step to the last; CANCELLED beside them. */
export const invoiceStatuses = [
  'CREATED',
  'PENDING',
  'PICKED',
  'PACKING',
  'PACKED',
  'DISPATCHED',
  'DELIVERED',
  'CANCELLED',
] as const
export type InvoiceStatus = (typeof invoiceStatuses)[number]

/**
 * The state of an invoice's goods from the states of its fulfilments: as far as the one that is least far, those that were
 * cancelled left aside; CANCELLED when all were, CREATED while there is none.
 */
export function statusOfGoods(fulfilments: readonly InvoiceStatus[]): InvoiceStatus {
  const going: readonly InvoiceStatus[] = fulfilments.filter((status) => status !== 'CANCELLED')
  if (going.length === 0) return fulfilments.length === 0 ? 'CREATED' : 'CANCELLED'
  return invoiceStatuses.find((status) => going.includes(status)) ?? 'CREATED'
}
