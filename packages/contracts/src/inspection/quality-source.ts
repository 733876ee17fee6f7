import { z } from 'zod'
import { Day, Id } from '../core/primitives.ts'
import { Unit } from '../item/units.ts'

/** The documents an inspection or a non-conformance can be of. */
export const qualitySources = [
  'purchaseOrder',
  'workOrder',
  'task',
  'productionOrder',
  'fulfilment',
  'salesOrder',
] as const
export const QualitySourceType = z.enum(qualitySources)
export type QualitySourceType = z.infer<typeof QualitySourceType>

export const QualitySource = z.object({
  type: QualitySourceType,
  id: Id,
  /** The order's line, the task, or the output, as the kind of document has it. */
  line: z.int().nullable(),
  number: z.string(),
})
export type QualitySource = z.infer<typeof QualitySource>

/** The goods. */
export const QualityItem = z.object({ id: Id, sku: z.string(), name: z.string(), unit: Unit })

/** What both are asked for by. */
export const qualityFilters = {
  itemId: Id.optional(),
  sourceType: QualitySourceType.optional(),
  sourceId: Id.optional(),
  from: Day.optional(),
  to: Day.optional(),
}

/** What one that is made by hand is of. */
export const ofSource = { sourceType: QualitySourceType.optional(), sourceId: Id.optional() }
/** Both of it, or none: for `refine`. */
export const sourceIsWhole = ({ sourceType, sourceId }: { sourceType?: unknown; sourceId?: unknown }): boolean =>
  (sourceType === undefined) === (sourceId === undefined)
export const halfASource = { message: 'A source is a sourceType with a sourceId', path: ['sourceId'] }
