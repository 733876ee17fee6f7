import type { PurchaseOrderExportInput } from '@framewright/contracts/purchase-order/purchase-order.schema'

type Filters = Partial<PurchaseOrderExportInput>

/** Where the browser downloads the orders a list shows, as CSV; its session goes along as a cookie. */
export function exportUrl(filters: Filters): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(filters)) {
    if (value === undefined) continue
    // A list is the same name several times.
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one))
  }
  const asked = query.toString()
  return `/api/purchase-orders/export${asked === '' ? '' : `?${asked}`}`
}
