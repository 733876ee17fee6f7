import * as decimal from '@framewright/contracts/core/decimal'
import type { SalesOrder, SalesOrderLine } from '@framewright/contracts/sales-order/sales-order.schema'

/** What of a line has shipped and is on no invoice. */
export const unbilled = (line: SalesOrderLine): string =>
  decimal.quantity(decimal.subtract(line.shipped, line.invoiced))

/** Whether there is anything to bill. */
export const isBillable = (order: SalesOrder): boolean => order.lines.some((line) => decimal.isPositive(unbilled(line)))
