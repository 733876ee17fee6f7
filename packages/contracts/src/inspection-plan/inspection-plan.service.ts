import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  CreateInspectionPlanInput,
  InspectionPlan,
  InspectionPlanListInput,
  InspectionPlanPage,
  SetInspectionPlanActiveInput,
  UpdateInspectionPlanInput,
} from './inspection-plan.schema.ts'

export interface InspectionPlanQueries {
  list(call: Call, input: InspectionPlanListInput): Promise<InspectionPlanPage>
  get(call: Call, input: ById): Promise<InspectionPlan>
}

/** DUPLICATE where the item or category has an active plan of that type and stage already. */
export interface InspectionPlanCommands {
  create(call: Call, input: CreateInspectionPlanInput): Promise<InspectionPlan>
  update(call: Call, input: UpdateInspectionPlanInput): Promise<InspectionPlan>
  setActive(call: Call, input: SetInspectionPlanActiveInput): Promise<InspectionPlan>
}
