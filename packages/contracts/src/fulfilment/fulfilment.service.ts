import type { Call } from '../core/context.ts'
import type { PdfFile } from '../core/files.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  CancelFulfilmentInput,
  CompleteDeliveryInput,
  CompletePickingInput,
  CreateFulfilmentInput,
  FindFulfilmentInput,
  Fulfilment,
  FulfilmentCountInput,
  FulfilmentListInput,
  FulfilmentPage,
  FulfilmentWithSession,
  HandOverInput,
  IdentifyInput,
  LabelsInput,
  Outstanding,
  OutstandingInput,
  PickList,
  PickListInput,
  StageInput,
  StartDeliveryInput,
  UndoFulfilmentInput,
  WarehouseTaskInput,
  WarehouseTaskPage,
  Worker,
} from './fulfilment.schema.ts'

/** Without `fulfilment.read` a caller sees those of their own orders and invoices only. */
export interface FulfilmentQueries {
  /** Search finds a part of its number, of its order's or invoice's, or of the customer's name. */
  list(call: Call, input: FulfilmentListInput): Promise<FulfilmentPage>
  count(call: Call, input: FulfilmentCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<Fulfilment>
  /** NOT_FOUND when the order or invoice is not there to be seen. */
  outstanding(call: Call, input: OutstandingInput): Promise<Outstanding>
  /** What was scanned. NOT_FOUND when nothing has that number, CONFLICT naming them when several do. */
  find(call: Call, input: FindFulfilmentInput): Promise<Fulfilment>
  pickList(call: Call, input: PickListInput): Promise<PickList>
  /** To print and stick on the parcel: 100 × 150 mm, with the codes that the floor scans. */
  label(call: Call, input: ById): Promise<PdfFile>
  /** NOT_FOUND when one of them is not there to be seen; then there is no file at all. */
  labels(call: Call, input: LabelsInput): Promise<PdfFile>
  tasks(call: Call, input: WarehouseTaskInput): Promise<WarehouseTaskPage>
}

/**
 * Whoever starts and completes is the person scanned, not the account that is signed in: they must be active and hold the
 * stage's permission, and whoever started completes. Refused with NOT_FOUND for a badge or an address nobody has, FORBIDDEN
 * for a revoked badge, somebody inactive, without the permission, or other than who started, CONFLICT for a second session,
 * WRONG_STATE at the wrong stage. Nothing has then changed.
 */
export interface FulfilmentCommands {
  /** RULE_VIOLATED beyond what is outstanding and in no other fulfilment. */
  create(call: Call, input: CreateFulfilmentInput): Promise<Fulfilment>
  /** Promises the stock of an invoice's fulfilment, all or nothing: INSUFFICIENT_STOCK names what is short. */
  release(call: Call, input: ById): Promise<Fulfilment>
  /** What was picked goes back where it came from and is promised again. */
  cancel(call: Call, input: CancelFulfilmentInput): Promise<Fulfilment>
  /** Takes back the last start or completion, and what it moved, once. */
  undo(call: Call, input: UndoFulfilmentInput): Promise<Fulfilment>
  startPicking(call: Call, input: StageInput): Promise<FulfilmentWithSession>
  /** Moves STORAGE → STAGING and consumes the reservations. */
  completePicking(call: Call, input: CompletePickingInput): Promise<FulfilmentWithSession>
  startPacking(call: Call, input: StageInput): Promise<FulfilmentWithSession>
  completePacking(call: Call, input: StageInput): Promise<FulfilmentWithSession>
  /** Dispatches: moves STAGING → CUSTOMERS, and counts as shipped. */
  startDelivery(call: Call, input: StartDeliveryInput): Promise<FulfilmentWithSession>
  completeDelivery(call: Call, input: CompleteDeliveryInput): Promise<FulfilmentWithSession>
  /** Dispatches and, where it was taken at once, delivers, in one step. */
  handOver(call: Call, input: HandOverInput): Promise<FulfilmentWithSession>
  /** Who was scanned, and what they may do. Changes nothing but the badge's last use. */
  identify(call: Call, input: IdentifyInput): Promise<Worker>
}
