import type { Call } from '../core/context.ts'
import type {
  BalanceListInput,
  BalancePage,
  LocationListInput,
  LocationPage,
  MovementListInput,
  MovementPage,
} from './stock.schema.ts'

export interface StockQueries {
  locations(call: Call, input: LocationListInput): Promise<LocationPage>
  /** Non-zero balances, by item. */
  balances(call: Call, input: BalanceListInput): Promise<BalancePage>
  movements(call: Call, input: MovementListInput): Promise<MovementPage>
}
