import type { Call } from '../core/context.ts'
import type { PdfFile } from '../core/files.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  CancelInspectionInput,
  CreateInspectionInput,
  DeliveryInput,
  DeliveryQuality,
  Inspection,
  InspectionCountInput,
  InspectionExportInput,
  InspectionListInput,
  InspectionPage,
  OutgoingInput,
  PendingInspectionPage,
  PendingInspectionsInput,
  RecordInspectionInput,
} from './inspection.schema.ts'

export interface InspectionQueries {
  list(call: Call, input: InspectionListInput): Promise<InspectionPage>
  count(call: Call, input: InspectionCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<Inspection>
  /** What waits, the oldest first, with its characteristics: enough to work offline. */
  pending(call: Call, input: PendingInspectionsInput): Promise<PendingInspectionPage>
  export(call: Call, input: InspectionExportInput): Promise<AsyncIterable<string>>
  /** RULE_VIOLATED for one that is not decided. */
  certificate(call: Call, input: ById): Promise<PdfFile>
  /** How a delivery stands to its outgoing inspection. */
  delivery(call: Call, input: DeliveryInput): Promise<DeliveryQuality>
}

export interface InspectionCommands {
  create(call: Call, input: CreateInspectionInput): Promise<Inspection>
  /**
   * Readings and result in one: what passes goes on, what fails waits for what is decided of it, in a non-conformance.
   * WRONG_STATE for one that somebody else has recorded; RULE_VIOLATED where the readings do not carry the result.
   */
  record(call: Call, input: RecordInspectionInput): Promise<Inspection>
  cancel(call: Call, input: CancelInspectionInput): Promise<Inspection>
  outgoing(call: Call, input: OutgoingInput): Promise<DeliveryQuality>
}
