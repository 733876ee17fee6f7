import { z } from 'zod'
import { Id, Instant, listInput, Numbered, PositiveQuantity, page, Quantity, Ref, text } from '../core/primitives.ts'
import { Characteristic, InspectionType, Measured } from '../inspection-plan/inspection-plan.schema.ts'
import { Disposition, NonConformanceStatus, Severity } from '../non-conformance/non-conformance.words.ts'
import { TaskKind } from '../task/task.kind.ts'
import { type InspectionAction, inspectionLifecycle, inspectionStatuses } from './inspection.lifecycle.ts'
import { halfASource, ofSource, QualityItem, QualitySource, qualityFilters, sourceIsWhole } from './quality-source.ts'

export const InspectionStatus = z.enum(inspectionStatuses)
const Action = z.enum(Object.keys(inspectionLifecycle.actions) as [InspectionAction, ...InspectionAction[]])

export const InspectionSummary = z.object({
  id: Id,
  /** QI-000012. */
  number: z.string(),
  type: InspectionType,
  status: InspectionStatus,
  plan: Ref.nullable(),
  item: QualityItem,
  stage: TaskKind.nullable(),
  quantity: Quantity,
  /** How many pieces are looked at. */
  sampleSize: z.int(),
  /** How many did not pass; null while it is open. */
  failedQuantity: Quantity.nullable(),
  source: QualitySource.nullable(),
  /** Where the goods wait for it, promised to nobody else. */
  location: Ref.nullable(),
  /** Where what passes goes. */
  target: Ref.nullable(),
  inspector: Ref.nullable(),
  createdAt: Instant,
  decidedAt: Instant.nullable(),
  version: z.int(),
  allowedActions: z.array(Action),
})
export type InspectionSummary = z.infer<typeof InspectionSummary>
export const InspectionPage = page(InspectionSummary)
export type InspectionPage = z.infer<typeof InspectionPage>

export const Reading = z.object({
  lineNo: z.int(),
  /** The piece of the sample, from 1; 0: all of them. */
  sample: z.int(),
  value: Quantity.nullable(),
  passed: z.boolean(),
})
export type Reading = z.infer<typeof Reading>

export const Inspection = InspectionSummary.extend({
  instructions: z.string(),
  planVersion: z.int().nullable(),
  notes: z.string(),
  createdBy: Ref.nullable(),
  /** As the plan said when the inspection was made. */
  characteristics: z.array(Characteristic),
  readings: z.array(Reading),
  /** The inspection whose goods were mended and are looked at again here, and those that look at these again. */
  repeats: Numbered.nullable(),
  repeatedBy: z.array(Numbered.extend({ status: InspectionStatus })),
  nonConformances: z.array(
    Numbered.extend({ status: NonConformanceStatus, quantity: Quantity, disposition: Disposition.nullable() }),
  ),
})
export type Inspection = z.infer<typeof Inspection>

const filters = {
  status: z.array(InspectionStatus).max(4).optional(),
  type: z.array(InspectionType).max(4).optional(),
  planId: Id.optional(),
  inspectorId: Id.optional(),
  ...qualityFilters,
}
export const InspectionListInput = listInput(['id', 'number', 'status', 'decidedAt'], filters)
export type InspectionListInput = z.infer<typeof InspectionListInput>
export const InspectionCountInput = z.object({ search: text(200).optional(), ...filters })
export type InspectionCountInput = z.infer<typeof InspectionCountInput>
export const InspectionExportInput = InspectionCountInput
export type InspectionExportInput = z.infer<typeof InspectionExportInput>

/** What waits for an inspector, the oldest first, each with all one needs to do it without asking again. */
export const PendingInspectionsInput = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.int().min(1).max(100).default(50),
  type: z.array(InspectionType).max(4).optional(),
  /** That one alone, however many wait before it. */
  id: Id.optional(),
})
export type PendingInspectionsInput = z.infer<typeof PendingInspectionsInput>
export const PendingInspection = InspectionSummary.extend({
  instructions: z.string(),
  characteristics: z.array(Characteristic),
})
export type PendingInspection = z.infer<typeof PendingInspection>
export const PendingInspectionPage = page(PendingInspection)
export type PendingInspectionPage = z.infer<typeof PendingInspectionPage>

export const CreateInspectionInput = z
  .object({
    type: InspectionType,
    itemId: Id,
    quantity: PositiveQuantity,
    /** The plan to follow; the one that applies when not given, and none where none does. */
    planId: Id.optional(),
    stage: TaskKind.optional(),
    /** What it is of. */
    ...ofSource,
    /** Where the goods lie: they wait there for it. From quarantine, what passes goes to storage. */
    locationId: Id.optional(),
    notes: text(2000).default(''),
  })
  .refine(sourceIsWhole, halfASource)
  .refine(({ type, stage }) => type === 'IN_PROCESS' || stage === undefined, {
    message: 'Only an inspection in process is after a stage',
    path: ['stage'],
  })
export type CreateInspectionInput = z.infer<typeof CreateInspectionInput>

const ReadingInput = z
  .object({
    lineNo: z.int().min(1).max(50),
    /** The piece of the sample, from 1; 0, the default of a yes or no: all of them. */
    sample: z.int().min(0).max(1_000).default(0),
    value: Measured.nullish(),
    passed: z.boolean().nullish(),
  })
  .refine(({ value, passed }) => (value == null) !== (passed == null), {
    message: 'Give a value, or whether it passed',
    path: ['value'],
  })
export type ReadingInput = z.infer<typeof ReadingInput>

const readingsOnce = (list: readonly { lineNo: number; sample: number }[]) =>
  new Set(list.map((one) => `${one.lineNo}:${one.sample}`)).size === list.length

const result = {
  readings: z
    .array(ReadingInput)
    .max(20_000)
    .refine(readingsOnce, { message: 'A piece has one reading of a characteristic' })
    .default([]),
  /** What the readings come to when not given. They must be complete for what passes. */
  result: z.enum(['PASSED', 'FAILED']).optional(),
  /** How many did not pass, of a failed one; all of them when not said. */
  failedQuantity: PositiveQuantity.optional(),
  /** What is wrong, in a word; of a failed one, the first characteristic that failed when not said. */
  defect: text(120).default(''),
  severity: Severity.default('MAJOR'),
  notes: text(2000).default(''),
}

export const RecordInspectionInput = z.object({ id: Id, ...result })
export type RecordInspectionInput = z.infer<typeof RecordInspectionInput>

export const CancelInspectionInput = z.object({ id: Id, reason: text(500).default('') })
export type CancelInspectionInput = z.infer<typeof CancelInspectionInput>

const oneDelivery = (input: { fulfilmentId?: unknown; salesOrderId?: unknown; code?: unknown }) =>
  [input.fulfilmentId, input.salesOrderId, input.code].filter((one) => one !== undefined).length === 1
const oneSaid = { message: 'Give a fulfilmentId, a salesOrderId or a code, one of them', path: ['fulfilmentId'] }

const delivery = {
  fulfilmentId: Id.optional(),
  salesOrderId: Id.optional(),
  /** The number of a fulfilment or of a sales order. */
  code: text(40).optional(),
}
/** The outgoing inspection of a delivery: what of it has to be looked at is; with a result, at once. */
export const OutgoingInput = z.object({ ...delivery, itemId: Id.optional(), ...result }).refine(oneDelivery, oneSaid)
export type OutgoingInput = z.infer<typeof OutgoingInput>
export const DeliveryInput = z.object(delivery)
export type DeliveryInput = z.infer<typeof DeliveryInput>

/** How a part of a delivery stands to its outgoing inspection: what is wanted of it is there, is waited for, or failed. */
export const clearances = ['MISSING', 'OPEN', 'FAILED', 'PARTLY', 'PASSED'] as const
export type Clearance = (typeof clearances)[number]

/** How a delivery stands to its outgoing inspection. */
export const DeliveryQuality = z.object({
  source: QualitySource,
  /** A plan asks for it, or somebody has begun one. */
  needed: z.boolean(),
  /** It may leave, as far as quality goes. */
  cleared: z.boolean(),
  /** Of what is about to leave, what has to be inspected. */
  items: z.array(
    z.object({
      item: QualityItem,
      /** So much is about to leave. */
      quantity: Quantity,
      clearance: z.enum(clearances),
      /** The one that counts, the last. */
      inspection: Numbered.nullable(),
      /** What it found and nobody has decided of yet. */
      nonConformances: z.array(Numbered),
      /** Why it cannot leave, in a sentence; null where it may. */
      block: z.string().nullable(),
    }),
  ),
  /** The delivery's own, and of an order those of its fulfilments too; the oldest first. */
  inspections: z.array(InspectionSummary),
  /** This caller may ask for the inspection now, and one is missing. */
  mayRequest: z.boolean(),
})
export type DeliveryQuality = z.infer<typeof DeliveryQuality>
