import { z } from 'zod'
import * as decimal from '../core/decimal.ts'
import { Id, Instant, listInput, page, Quantity, Ref, requiredText, text } from '../core/primitives.ts'
import { TaskKind } from '../task/task.kind.ts'

/** When goods are looked at: as they come, at a stage, before they leave, and when they are moved. */
export const inspectionTypes = ['INCOMING', 'IN_PROCESS', 'OUTGOING', 'TRANSFER'] as const
export const InspectionType = z.enum(inspectionTypes)
export type InspectionType = z.infer<typeof InspectionType>

/** How many pieces are looked at: so many, a part of them, or every one. */
export const samplingRules = ['FIXED', 'PERCENT', 'ALL'] as const
export const SamplingRule = z.enum(samplingRules)
export type SamplingRule = z.infer<typeof SamplingRule>

export const characteristicKinds = ['PASS_FAIL', 'NUMERIC'] as const
export const CharacteristicKind = z.enum(characteristicKinds)
export type CharacteristicKind = z.infer<typeof CharacteristicKind>

/** What is looked at or measured. Limits belong to the sound ones. */
export const Characteristic = z.object({
  lineNo: z.int(),
  name: z.string(),
  kind: CharacteristicKind,
  /** What a number is in, "mm"; free text. */
  unit: z.string(),
  nominal: Quantity.nullable(),
  lower: Quantity.nullable(),
  upper: Quantity.nullable(),
  instructions: z.string(),
})
export type Characteristic = z.infer<typeof Characteristic>

export const InspectionPlanSummary = z.object({
  id: Id,
  name: z.string(),
  type: InspectionType,
  /** One of the two: what it is for. A category means all items in it and below it. */
  item: z.object({ id: Id, sku: z.string(), name: z.string() }).nullable(),
  category: Ref.nullable(),
  /** Of IN_PROCESS: after which stage; null: once it is made. */
  stage: TaskKind.nullable(),
  sampling: SamplingRule,
  /** Pieces of FIXED, percent of PERCENT. */
  sampleValue: Quantity.nullable(),
  characteristicCount: z.int(),
  active: z.boolean(),
  version: z.int(),
  updatedAt: Instant,
})
export type InspectionPlanSummary = z.infer<typeof InspectionPlanSummary>
export const InspectionPlanPage = page(InspectionPlanSummary)
export type InspectionPlanPage = z.infer<typeof InspectionPlanPage>

export const InspectionPlan = InspectionPlanSummary.extend({
  instructions: z.string(),
  createdAt: Instant,
  createdBy: Ref.nullable(),
  characteristics: z.array(Characteristic),
})
export type InspectionPlan = z.infer<typeof InspectionPlan>

export const InspectionPlanListInput = listInput(['name', 'type', 'updatedAt', 'id'], {
  type: z.array(InspectionType).max(4).optional(),
  itemId: Id.optional(),
  categoryId: Id.optional(),
  active: z.boolean().optional(),
})
export type InspectionPlanListInput = z.infer<typeof InspectionPlanListInput>

/** A measured number, of either sign, as people type it. */
export const Measured = z
  .union([z.string().trim(), z.number()])
  .transform((value) => String(value))
  .refine((value) => /^-?\d{1,12}(\.\d{1,6})?$/.test(value), {
    message: 'Give a plain decimal number with at most six places, like 12.5',
  })
const isNumber = (value: string) => /^-?\d+(\.\d+)?$/.test(value)
const above = (a: string | null | undefined, b: string | null | undefined) =>
  a != null && b != null && isNumber(a) && isNumber(b) && decimal.compare(a, b) > 0

const CharacteristicInput = z
  .object({
    name: requiredText(120),
    kind: CharacteristicKind,
    unit: text(20).default(''),
    nominal: Measured.nullish(),
    lower: Measured.nullish(),
    upper: Measured.nullish(),
    instructions: text(1000).default(''),
  })
  .refine(
    ({ kind, nominal, lower, upper }) => kind === 'NUMERIC' || (nominal ?? lower ?? upper ?? undefined) === undefined,
    { message: 'Only a number has a nominal and limits', path: ['kind'] },
  )
  .refine(({ lower, upper }) => !above(lower, upper), {
    message: 'The upper limit cannot be below the lower one',
    path: ['upper'],
  })
  .refine(({ nominal, lower, upper }) => !above(lower, nominal) && !above(nominal, upper), {
    message: 'The nominal lies between the limits',
    path: ['nominal'],
  })
export type CharacteristicInput = z.infer<typeof CharacteristicInput>

const Characteristics = z
  .array(CharacteristicInput)
  .min(1, { message: 'Say what is looked at' })
  .max(50)
  .refine((list) => new Set(list.map((one) => one.name.toLowerCase())).size === list.length, {
    message: 'A characteristic can stand once in a plan',
  })

const SampleValue = z
  .union([z.string().trim(), z.number()])
  .transform((value) => String(value))
  .refine((value) => /^\d{1,6}(\.\d{1,4})?$/.test(value) && Number(value) > 0, {
    message: 'Give how many pieces, or how many percent',
  })

const fields = {
  name: requiredText(120),
  type: InspectionType,
  itemId: Id.nullish(),
  categoryId: Id.nullish(),
  stage: TaskKind.nullish(),
  sampling: SamplingRule.default('ALL'),
  sampleValue: SampleValue.nullish(),
  instructions: text(2000).default(''),
  characteristics: Characteristics,
}

interface Said {
  type: InspectionType
  stage?: TaskKind | null | undefined
  sampling: SamplingRule
  sampleValue?: string | null | undefined
}
const stageFits = ({ type, stage }: Said) => type === 'IN_PROCESS' || stage == null
const sampleFits = ({ sampling, sampleValue }: Said) => {
  if (sampling === 'ALL') return sampleValue == null
  if (sampleValue == null || !isNumber(sampleValue)) return false
  return sampling === 'FIXED' ? /^[1-9]\d{0,3}$/.test(sampleValue) : Number(sampleValue) <= 100
}
const oneSubject = ({ itemId, categoryId }: { itemId?: unknown; categoryId?: unknown }) =>
  (itemId == null) !== (categoryId == null)
const stageSaid = { message: 'Only an inspection in process is after a stage', path: ['stage'] }
const sampleSaid = {
  message: 'FIXED takes 1 to 9999 pieces, PERCENT up to 100 percent, ALL takes no number',
  path: ['sampleValue'],
}
const subjectSaid = { message: 'Give an itemId or a categoryId, one of them', path: ['itemId'] }

export const CreateInspectionPlanInput = z
  .object(fields)
  .refine(stageFits, stageSaid)
  .refine(sampleFits, sampleSaid)
  .refine(oneSubject, subjectSaid)
export type CreateInspectionPlanInput = z.infer<typeof CreateInspectionPlanInput>

/**
 * The plan as it shall be; inspections that were made from it keep what it said. Whether it applies is `active`: a plan
 * that was ever used is not deleted.
 */
export const UpdateInspectionPlanInput = z
  .object({ id: Id, version: z.int().optional(), active: z.boolean().default(true), ...fields })
  .refine(stageFits, stageSaid)
  .refine(sampleFits, sampleSaid)
  .refine(oneSubject, subjectSaid)
export type UpdateInspectionPlanInput = z.infer<typeof UpdateInspectionPlanInput>

export const SetInspectionPlanActiveInput = z.object({ id: Id, active: z.boolean() })
export type SetInspectionPlanActiveInput = z.infer<typeof SetInspectionPlanActiveInput>
