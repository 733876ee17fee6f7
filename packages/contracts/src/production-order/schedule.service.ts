import type { Call } from '../core/context.ts'
import type { ProductionOrder } from './production-order.schema.ts'
import type { ScheduleInput, Slots, SuggestInput, UnscheduleInput } from './schedule.schema.ts'

export interface ScheduleService {
  /**
   * Puts an open order on a machine from an instant on; the end follows from the calendar. CONFLICT names the orders that
   * lie there already and the next free place, unless the caller wants it there all the same.
   */
  schedule(call: Call, input: ScheduleInput): Promise<ProductionOrder>
  /** Takes an order off the board; its machine stays. */
  unschedule(call: Call, input: UnscheduleInput): Promise<ProductionOrder>
  suggest(call: Call, input: SuggestInput): Promise<Slots>
}
