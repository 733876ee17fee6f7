import type {
  CharacteristicInput,
  CreateInspectionPlanInput,
  InspectionPlan,
  InspectionType,
} from '@framewright/contracts/inspection-plan/inspection-plan.schema'
import { randomId } from '~/lib/random-id.ts'

/** A characteristic as it is typed. */
export interface CharacteristicDraft {
  key: string
  name: string
  kind: 'PASS_FAIL' | 'NUMERIC'
  unit: string
  nominal: string
  lower: string
  upper: string
  instructions: string
}

/** A plan as it is typed. */
export interface PlanDraft {
  name: string
  type: InspectionType
  subject: 'item' | 'category'
  itemId: number | null
  categoryId: number | null
  /** Empty: once it is made. */
  stage: string
  sampling: 'FIXED' | 'PERCENT' | 'ALL'
  sampleValue: string
  instructions: string
  characteristics: CharacteristicDraft[]
  /** Where an error of the whole is shown. */
  whole?: string
}

export const emptyCharacteristic = (): CharacteristicDraft => ({
  key: randomId(),
  name: '',
  kind: 'PASS_FAIL',
  unit: '',
  nominal: '',
  lower: '',
  upper: '',
  instructions: '',
})

export const emptyPlan = (): PlanDraft => ({
  name: '',
  type: 'INCOMING',
  subject: 'item',
  itemId: null,
  categoryId: null,
  stage: '',
  sampling: 'ALL',
  sampleValue: '',
  instructions: '',
  characteristics: [emptyCharacteristic()],
})

export const draftOfPlan = (plan: InspectionPlan): PlanDraft => ({
  name: plan.name,
  type: plan.type,
  subject: plan.category ? 'category' : 'item',
  itemId: plan.item?.id ?? null,
  categoryId: plan.category?.id ?? null,
  stage: plan.stage ?? '',
  sampling: plan.sampling,
  sampleValue: plan.sampleValue ?? '',
  instructions: plan.instructions,
  characteristics: plan.characteristics.map(({ lineNo: _, nominal, lower, upper, ...one }) => ({
    ...one,
    key: randomId(),
    nominal: nominal ?? '',
    lower: lower ?? '',
    upper: upper ?? '',
  })),
})

const orNull = (value: string) => (value.trim() === '' ? null : value.trim())

function characteristicInput(draft: CharacteristicDraft): CharacteristicInput {
  const { key: _, nominal, lower, upper, unit, ...one } = draft
  // A number's limits that were typed before it became a yes or no are not sent.
  if (one.kind === 'PASS_FAIL') return { ...one, unit: '' }
  return { ...one, unit, nominal: orNull(nominal), lower: orNull(lower), upper: orNull(upper) }
}

/** What is typed as the API takes it: only what belongs to the chosen kind, subject and sample. */
export const planInput = (draft: PlanDraft): CreateInspectionPlanInput => ({
  name: draft.name,
  type: draft.type,
  itemId: draft.subject === 'item' ? draft.itemId : null,
  categoryId: draft.subject === 'category' ? draft.categoryId : null,
  stage: draft.type === 'IN_PROCESS' ? (orNull(draft.stage) as CreateInspectionPlanInput['stage']) : null,
  sampling: draft.sampling,
  sampleValue: draft.sampling === 'ALL' ? null : draft.sampleValue,
  instructions: draft.instructions,
  characteristics: draft.characteristics.map(characteristicInput),
})

const isMeasured = (value: string) => value === '' || /^-?\d{1,12}(\.\d{1,6})?$/.test(value)
const notANumber = 'A number, like 12.5'

/** What is missing or wrong before it is sent, by field. */
export const planChecks = {
  name: (value: string) => (value.trim() === '' ? 'What is it called?' : null),
  itemId: (value: number | null, { subject }: PlanDraft) =>
    subject === 'item' && value === null ? 'Which item is it for?' : null,
  categoryId: (value: number | null, { subject }: PlanDraft) =>
    subject === 'category' && value === null ? 'Which category is it for?' : null,
  sampleValue: (value: string, { sampling }: PlanDraft) => {
    if (sampling === 'FIXED') return /^[1-9]\d{0,3}$/.test(value) ? null : 'A whole number from 1 to 9999'
    if (sampling === 'PERCENT')
      return /^\d{1,3}(\.\d{1,4})?$/.test(value) && Number(value) > 0 && Number(value) <= 100
        ? null
        : 'Above 0, up to 100'
    return null
  },
  characteristics: {
    name: (value: string, { characteristics }: PlanDraft) => {
      const name = value.trim().toLowerCase()
      if (name === '') return 'What is looked at?'
      return characteristics.filter((one) => one.name.trim().toLowerCase() === name).length > 1
        ? 'It stands here twice'
        : null
    },
    nominal: (value: string) => (isMeasured(value) ? null : notANumber),
    lower: (value: string) => (isMeasured(value) ? null : notANumber),
    upper: (value: string) => (isMeasured(value) ? null : notANumber),
  },
}
