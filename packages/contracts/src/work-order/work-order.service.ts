import type { Call } from '../core/context.ts'
import type { PdfFile } from '../core/files.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  AssignInput,
  BulkInput,
  BulkOutput,
  CreateWorkOrderInput,
  Suggestion,
  UpdateWorkOrderInput,
  WorkOrder,
  WorkOrderCountInput,
  WorkOrderListInput,
  WorkOrderPage,
} from './work-order.schema.ts'

export interface WorkOrderQueries {
  /** Search finds a part of a number, a description, or the frame's SKU or name. */
  list(call: Call, input: WorkOrderListInput): Promise<WorkOrderPage>
  count(call: Call, input: WorkOrderCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<WorkOrder>
  /** To go along with the work: a task's code opens it at the bench. */
  jobCard(call: Call, input: ById): Promise<PdfFile>
  /** People who may do the order's next stage, the least loaded first. */
  suggestAssignee(call: Call, input: ById): Promise<Suggestion>
}

export interface WorkOrderCommands {
  create(call: Call, input: CreateWorkOrderInput): Promise<WorkOrder>
  update(call: Call, input: UpdateWorkOrderInput): Promise<WorkOrder>
  assign(call: Call, input: AssignInput): Promise<WorkOrder>
  start(call: Call, input: ById): Promise<WorkOrder>
  /** Refused while a task of it is running. */
  complete(call: Call, input: ById): Promise<WorkOrder>
  /** Cancels its tasks that have not started; refused while one is running. */
  cancel(call: Call, input: ById): Promise<WorkOrder>
  reopen(call: Call, input: ById): Promise<WorkOrder>
  /** Each order on its own terms, all in one transaction. */
  bulk(call: Call, input: BulkInput): Promise<BulkOutput>
}
