import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { PdfFile } from '../core/files.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  CancelLineInput,
  CreateSalesOrderInput,
  SalesOrder,
  SalesOrderCountInput,
  SalesOrderExportInput,
  SalesOrderListInput,
  SalesOrderPage,
  ShipInput,
  UpdateSalesOrderInput,
} from './sales-order.schema.ts'

/** Without `salesOrder.read` a caller sees, finds, exports and touches only their own orders. */
export interface SalesOrderQueries {
  /** Search finds a part of a number or of the customer's name. */
  list(call: Call, input: SalesOrderListInput): Promise<SalesOrderPage>
  count(call: Call, input: SalesOrderCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<SalesOrder>
  /** As it is now, for whoever may read it; the same order gives the same bytes. */
  pdf(call: Call, input: ById): Promise<PdfFile>
  export(call: Call, input: SalesOrderExportInput): AsyncIterable<string>
}

export interface SalesOrderCommands {
  /** With `confirm` all or nothing: INSUFFICIENT_STOCK leaves no order. */
  create(call: Call, input: CreateSalesOrderInput): Promise<SalesOrder>
  update(call: Call, input: UpdateSalesOrderInput): Promise<SalesOrder>
  /** A new DRAFT with the same customer and lines, at today's prices of the original. */
  duplicate(call: Call, input: ById): Promise<SalesOrder>
  /** Reserves every line or none: INSUFFICIENT_STOCK names each short item with what was requested and is available. */
  confirm(call: Call, input: ById): Promise<SalesOrder>
  /** Moves STORAGE → CUSTOMERS and consumes the reservations. RULE_VIOLATED beyond what is outstanding. */
  ship(call: Call, input: ShipInput): Promise<SalesOrder>
  deliver(call: Call, input: ById): Promise<SalesOrder>
  cancel(call: Call, input: ById): Promise<SalesOrder>
  /** Takes one unshipped line out of an open order and releases what it had reserved. */
  cancelLine(call: Call, input: CancelLineInput): Promise<SalesOrder>
  /** Deletes a DRAFT. */
  remove(call: Call, input: ById): Promise<Done>
}
