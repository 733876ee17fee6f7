import type { Call } from '../core/context.ts'
import type { PdfFile } from '../core/files.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  CreatePurchaseOrderInput,
  PurchaseOrder,
  PurchaseOrderCountInput,
  PurchaseOrderExportInput,
  PurchaseOrderListInput,
  PurchaseOrderPage,
  ReceiveInput,
  UpdatePurchaseOrderInput,
} from './purchase-order.schema.ts'

export interface PurchaseOrderQueries {
  /** Search finds a part of a number or of the supplier's name. */
  list(call: Call, input: PurchaseOrderListInput): Promise<PurchaseOrderPage>
  count(call: Call, input: PurchaseOrderCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<PurchaseOrder>
  /** As it is now, for whoever may read it; the same order gives the same bytes. */
  pdf(call: Call, input: ById): Promise<PdfFile>
  /** CSV (RFC 4180, UTF-8, CRLF) in pieces, newest order first; memory stays flat however many there are. */
  export(call: Call, input: PurchaseOrderExportInput): AsyncIterable<string>
}

export interface PurchaseOrderCommands {
  create(call: Call, input: CreatePurchaseOrderInput): Promise<PurchaseOrder>
  update(call: Call, input: UpdatePurchaseOrderInput): Promise<PurchaseOrder>
  /** Posts SUPPLIER → location for each item line. RULE_VIOLATED beyond what is outstanding, naming the line. */
  receive(call: Call, input: ReceiveInput): Promise<PurchaseOrder>
  cancel(call: Call, input: ById): Promise<PurchaseOrder>
  /** Completes a partly received order: nothing more is expected. */
  closeShort(call: Call, input: ById): Promise<PurchaseOrder>
}
