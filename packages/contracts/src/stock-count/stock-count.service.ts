import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  CreateStockCountInput,
  EnterCountsInput,
  StockCount,
  StockCountListInput,
  StockCountPage,
} from './stock-count.schema.ts'

export interface StockCountQueries {
  list(call: Call, input: StockCountListInput): Promise<StockCountPage>
  get(call: Call, input: ById): Promise<StockCount>
}

export interface StockCountCommands {
  create(call: Call, input: CreateStockCountInput): Promise<StockCount>
  enter(call: Call, input: EnterCountsInput): Promise<StockCount>
  /**
   * Posts what was counted less what was expected, ADJUSTMENTS ↔ place, so that what moved since the snapshot stays
   * right. INSUFFICIENT_STOCK where that would take away what is reserved or no longer there.
   */
  post(call: Call, input: ById): Promise<StockCount>
  cancel(call: Call, input: ById): Promise<StockCount>
}
