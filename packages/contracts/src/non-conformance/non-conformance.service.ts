import type { Call } from '../core/context.ts'
import type { ById, Count } from '../core/primitives.ts'
import type {
  CreateNonConformanceInput,
  DecideInput,
  DefectList,
  NonConformance,
  NonConformanceCountInput,
  NonConformanceExportInput,
  NonConformanceListInput,
  NonConformancePage,
} from './non-conformance.schema.ts'

export interface NonConformanceQueries {
  list(call: Call, input: NonConformanceListInput): Promise<NonConformancePage>
  count(call: Call, input: NonConformanceCountInput): Promise<Count>
  get(call: Call, input: ById): Promise<NonConformance>
  defects(call: Call): Promise<DefectList>
  export(call: Call, input: NonConformanceExportInput): Promise<AsyncIterable<string>>
}

export interface NonConformanceCommands {
  /** Where a place is named, its goods go to quarantine and are held there. */
  create(call: Call, input: CreateNonConformanceInput): Promise<NonConformance>
  /** Does what was decided, in stock and work, in one transaction. FORBIDDEN to take as it is without the permission. */
  decide(call: Call, input: DecideInput): Promise<NonConformance>
  /** RULE_VIOLATED while what it led to is not done. */
  close(call: Call, input: ById): Promise<NonConformance>
}
