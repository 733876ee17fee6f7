import type { Call } from '../core/context.ts'
import type { Count } from '../core/primitives.ts'
import type {
  OutputFilter,
  OutputListInput,
  OutputPage,
  OutputTotals,
  OutputTotalsInput,
} from './production-output.schema.ts'

export interface ProductionOutputQueries {
  /** Search finds a part of an order's number, or of the item's SKU or name. */
  list(call: Call, input: OutputListInput): Promise<OutputPage>
  count(call: Call, input: OutputFilter): Promise<Count>
  /** As CSV, the last first. */
  export(call: Call, input: OutputFilter): AsyncIterable<string>
  /** Added up by machine, person, shift or item, the most first. */
  totals(call: Call, input: OutputTotalsInput): Promise<OutputTotals>
}
