import { z } from 'zod'
import {
  Day,
  Id,
  Instant,
  listInput,
  Percent,
  PercentInput,
  PositiveQuantity,
  page,
  Quantity,
  text,
} from '../core/primitives.ts'
import { Unit } from '../item/units.ts'
import { TaskKind } from '../task/task.kind.ts'
import { type BomAction, bomLifecycle, bomStatuses } from './bom.lifecycle.ts'

export const BomStatus = z.enum(bomStatuses)
const Action = z.enum(Object.keys(bomLifecycle.actions) as [BomAction, ...BomAction[]])

/** A line of a bill of materials: what one of the item takes of a component. */
export const BomLine = z.object({
  componentId: Id,
  sku: z.string(),
  name: z.string(),
  quantity: Quantity,
  unit: Unit,
  scrapPercent: Percent,
  /** The stage that takes it; null where the item is made in one go. A frame's lines have one. */
  stage: TaskKind.nullable(),
  /** The days on which it counts, both included; null: as long as the revision does. */
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  /** In STORAGE now, in the component's own unit. */
  available: Quantity,
  componentUnit: Unit,
})
export type BomLine = z.infer<typeof BomLine>

export const Bom = z.object({
  itemId: Id,
  /** 0 when the item has none. */
  revision: z.int(),
  /** Null when the item has none. */
  status: BomStatus.nullable(),
  /** The day it comes into force; of a draft null for the day of its release. */
  effective: z.string().nullable(),
  notes: z.string(),
  version: z.int(),
  /** The highest revision there is, be it a draft or of a day to come: what a change is based on. */
  latest: z.int(),
  lines: z.array(BomLine),
  allowedActions: z.array(Action),
})
export type Bom = z.infer<typeof Bom>

/** A revision as a list shows it. */
export const BomSummary = z.object({
  id: Id,
  item: z.object({ id: Id, sku: z.string(), name: z.string(), unit: Unit, kind: z.string() }),
  revision: z.int(),
  status: BomStatus,
  effective: z.string().nullable(),
  /** The highest released revision whose effective day has come. */
  inForce: z.boolean(),
  lines: z.int(),
  notes: z.string(),
  createdBy: z.object({ id: Id, name: z.string() }).nullable(),
  createdAt: Instant,
  releasedAt: Instant.nullable(),
})
export type BomSummary = z.infer<typeof BomSummary>
export const BomPage = page(BomSummary)
export type BomPage = z.infer<typeof BomPage>

const filters = {
  search: text(200).optional(),
  /** The revisions of one item. */
  itemId: Id.optional(),
  /** Where a component is used. */
  componentId: Id.optional(),
  inForce: z.boolean().optional(),
  status: BomStatus.optional(),
}
/** Search finds a part of the item's SKU or name. */
export const BomListInput = listInput(['id', 'sku', 'effective'], filters)
export type BomListInput = z.infer<typeof BomListInput>
/** Those in force when nothing else is said. */
export const BomExportInput = z.object(filters)
export type BomExportInput = z.infer<typeof BomExportInput>

const Revision = z.int().positive().max(1_000_000)
export const GetBomInput = z.object({
  itemId: Id,
  /** The one in force today when not given. */
  revision: Revision.optional(),
})
export type GetBomInput = z.infer<typeof GetBomInput>

export const BomLineInput = z.object({
  componentId: Id,
  quantity: PositiveQuantity,
  unit: Unit,
  scrapPercent: PercentInput.default('0'),
  stage: TaskKind.nullish().transform((stage) => stage ?? null),
  validFrom: Day.nullish().transform((day) => day ?? null),
  validTo: Day.nullish().transform((day) => day ?? null),
})
const lines = z.array(BomLineInput).min(1, { message: 'A bill of materials needs at least one line' }).max(500)

export const CreateBomInput = z.object({
  itemId: Id,
  /** The revision the change is based on; when given, a change by somebody else in between is refused. */
  basedOn: z.int().min(0).max(1_000_000).optional(),
  /** Only drafted: it is released by a step of its own. */
  draft: z.boolean().default(false),
  /** The day it comes into force: today, in the shop's time zone, when not given; never a day gone by. */
  effective: Day.nullish(),
  notes: text(2000).default(''),
  lines,
})
export type CreateBomInput = z.infer<typeof CreateBomInput>

export const BomRevisionInput = z.object({ itemId: Id, revision: Revision })
export type BomRevisionInput = z.infer<typeof BomRevisionInput>

/** What is not named stays. */
export const UpdateBomInput = BomRevisionInput.extend({
  version: z.int().optional(),
  effective: Day.nullish(),
  notes: text(2000).optional(),
  lines: lines.optional(),
})
export type UpdateBomInput = z.infer<typeof UpdateBomInput>

export const ReleaseBomInput = BomRevisionInput.extend({
  version: z.int().optional(),
  /** As the draft says when not given, else today. */
  effective: Day.optional(),
})
export type ReleaseBomInput = z.infer<typeof ReleaseBomInput>

export const CompareBomInput = z.object({ itemId: Id, from: Revision, to: Revision })
export type CompareBomInput = z.infer<typeof CompareBomInput>

const ComparedLine = BomLine.omit({ available: true })
export const BomComparison = z.object({
  itemId: Id,
  from: z.object({ revision: z.int(), status: BomStatus, effective: z.string().nullable() }),
  to: z.object({ revision: z.int(), status: BomStatus, effective: z.string().nullable() }),
  /** Line by line, as the later revision has them; what is gone stands last. */
  lines: z.array(
    z.object({
      change: z.enum(['ADDED', 'REMOVED', 'CHANGED', 'SAME']),
      /** Which fields differ, of a changed line. */
      fields: z.array(z.enum(['quantity', 'unit', 'scrapPercent', 'stage', 'validFrom', 'validTo'])),
      from: ComparedLine.nullable(),
      to: ComparedLine.nullable(),
    }),
  ),
})
export type BomComparison = z.infer<typeof BomComparison>
