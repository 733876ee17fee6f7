import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  CreatedPlan,
  CreatePlanInput,
  PlanInput,
  ProductionChain,
  ProductionPlan,
} from './production-plan.schema.ts'

export interface ProductionPlanQueries {
  /**
   * What has to be made, down all levels, and bought, for what is wanted: as far as it is neither there nor coming and
   * wanted by nobody else.
   */
  preview(call: Call, input: PlanInput): Promise<ProductionPlan>
  chain(call: Call, input: ById): Promise<ProductionChain>
}

export interface ProductionPlanCommands {
  /**
   * Makes the drafts of the plan, all of them or none. RULE_VIOLATED where nothing has to be made, CONFLICT where the plan
   * is no longer the one that was expected.
   */
  create(call: Call, input: CreatePlanInput): Promise<CreatedPlan>
}
