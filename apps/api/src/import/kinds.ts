import { UsageError } from './failure.ts'
import type { Kind, KindName } from './kind.ts'
import { bom } from './kinds/bom.ts'
import { customer } from './kinds/customer.ts'
import { invoice } from './kinds/invoice.ts'
import { item } from './kinds/item.ts'
import { location } from './kinds/location.ts'
import { machine } from './kinds/machine.ts'
import { openingStock } from './kinds/opening-stock.ts'
import { productionOrder } from './kinds/production-order.ts'
import { purchaseOrder } from './kinds/purchase-order.ts'
import { salesOrder } from './kinds/sales-order.ts'
import { supplier } from './kinds/supplier.ts'
import { workOrder } from './kinds/work-order.ts'

/** All that can be imported, in the order in which one needs the other. */
export const kinds: Record<KindName, Kind> = {
  location,
  machine,
  supplier,
  customer,
  item,
  bom,
  'opening-stock': openingStock,
  'purchase-order': purchaseOrder,
  'sales-order': salesOrder,
  invoice,
  'production-order': productionOrder,
  'work-order': workOrder,
}

/**
 * The kind of that name, in the singular or the plural.
 * @throws UsageError when there is none.
 */
export function kindOf(name: string): Kind {
  const found = Object.values(kinds).find((kind) => kind.name === name || `${kind.name}s` === name)
  if (found) return found
  throw new UsageError(`"${name}" cannot be imported. The kinds are ${Object.keys(kinds).join(', ')}.`)
}
