import { z } from 'zod'
import {
  Day,
  Id,
  Instant,
  listInput,
  Money,
  Numbered,
  PositiveQuantity,
  page,
  Quantity,
  Ref,
  requiredText,
  text,
} from '../core/primitives.ts'
import {
  halfASource,
  ofSource,
  QualityItem,
  QualitySource,
  qualityFilters,
  sourceIsWhole,
} from '../inspection/quality-source.ts'
import { type NonConformanceAction, nonConformanceLifecycle } from './non-conformance.lifecycle.ts'
import { Disposition, NonConformanceStatus, Severity } from './non-conformance.words.ts'

const Action = z.enum(Object.keys(nonConformanceLifecycle.actions) as [NonConformanceAction, ...NonConformanceAction[]])

export const NonConformanceSummary = z.object({
  id: Id,
  /** NCR-000012. */
  number: z.string(),
  status: NonConformanceStatus,
  inspection: Numbered.nullable(),
  item: QualityItem,
  quantity: Quantity,
  severity: Severity,
  /** What is wrong, in a word that repeats. */
  defect: z.string(),
  description: z.string(),
  source: QualitySource.nullable(),
  /** Where the goods wait for what is decided of them. */
  location: Ref.nullable(),
  disposition: Disposition.nullable(),
  /** What was lost with what was scrapped or sent back. */
  cost: Money,
  createdAt: Instant,
  decidedAt: Instant.nullable(),
  version: z.int(),
  allowedActions: z.array(Action),
})
export type NonConformanceSummary = z.infer<typeof NonConformanceSummary>
export const NonConformancePage = page(NonConformanceSummary)
export type NonConformancePage = z.infer<typeof NonConformancePage>

export const NonConformance = NonConformanceSummary.extend({
  target: Ref.nullable(),
  dispositionNotes: z.string(),
  createdBy: Ref.nullable(),
  decidedBy: Ref.nullable(),
  closedAt: Instant.nullable(),
  /** What it led to. */
  workOrder: Numbered.extend({ status: z.string() }).nullable(),
  productionOrder: Numbered.extend({ status: z.string() }).nullable(),
  reinspection: Numbered.extend({ status: z.string() }).nullable(),
  /** What this caller may decide now. */
  dispositions: z.array(Disposition),
})
export type NonConformance = z.infer<typeof NonConformance>

const filters = {
  status: z.array(NonConformanceStatus).max(3).optional(),
  severity: z.array(Severity).max(3).optional(),
  disposition: z.array(Disposition).max(5).optional(),
  defect: text(120).optional(),
  inspectionId: Id.optional(),
  ...qualityFilters,
}
export const NonConformanceListInput = listInput(['id', 'number', 'status', 'quantity'], filters)
export type NonConformanceListInput = z.infer<typeof NonConformanceListInput>
export const NonConformanceCountInput = z.object({ search: text(200).optional(), ...filters })
export type NonConformanceCountInput = z.infer<typeof NonConformanceCountInput>
export const NonConformanceExportInput = NonConformanceCountInput
export type NonConformanceExportInput = z.infer<typeof NonConformanceExportInput>

export const CreateNonConformanceInput = z
  .object({
    itemId: Id,
    quantity: PositiveQuantity,
    severity: Severity.default('MAJOR'),
    defect: requiredText(120),
    description: text(2000).default(''),
    /**
     * Where the goods lie: they go to quarantine and wait there; what is half-made for the production order that is the
     * source waits where it lies. Left out, no goods are held.
     */
    locationId: Id.optional(),
    ...ofSource,
  })
  .refine(sourceIsWhole, halfASource)
export type CreateNonConformanceInput = z.infer<typeof CreateNonConformanceInput>

export const DecideInput = z.object({
  id: Id,
  disposition: Disposition,
  /** Why, and what to do. */
  notes: text(2000).default(''),
  /** Of REWORK and REMAKE: for whom, by when. */
  assignedToId: Id.optional(),
  dueDate: Day.optional(),
  /** Of USE_AS_IS: the storage place the goods go to, where they lie in quarantine. */
  locationId: Id.optional(),
})
export type DecideInput = z.infer<typeof DecideInput>

/** Defects as they are called here already, the most frequent first: the same thing is called the same. */
export const DefectList = z.object({ items: z.array(z.object({ defect: z.string(), count: z.int() })) })
export type DefectList = z.infer<typeof DefectList>
