import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  AdjustInput,
  AsOfInput,
  AsOfPage,
  BalanceListInput,
  BalancePage,
  CreateLocationInput,
  Location,
  LocationListInput,
  LocationPage,
  MovementListInput,
  MovementPage,
  OrderedProposals,
  OrderProposalsInput,
  Posted,
  ReorderProposals,
  ReverseInput,
  ScrapInput,
  StockOverview,
  TransferInput,
  UpdateLocationInput,
} from './stock.schema.ts'
import type { SlowMovers, SlowMoversInput, StockFlow, StockFlowInput, StockStatus } from './stock.status.schema.ts'

export interface StockQueries {
  locations(call: Call, input: LocationListInput): Promise<LocationPage>
  location(call: Call, input: ById): Promise<Location>
  /** Non-zero balances, by item. */
  balances(call: Call, input: BalanceListInput): Promise<BalancePage>
  movements(call: Call, input: MovementListInput): Promise<MovementPage>
  asOf(call: Call, input: AsOfInput): Promise<AsOfPage>
  reorderProposals(call: Call): Promise<ReorderProposals>
  overview(call: Call): Promise<StockOverview>
  status(call: Call): Promise<StockStatus>
  flow(call: Call, input: StockFlowInput): Promise<StockFlow>
  slowMovers(call: Call, input: SlowMoversInput): Promise<SlowMovers>
}

/** What is reserved cannot be moved away: INSUFFICIENT_STOCK names what is available. */
export interface StockCommands {
  createLocation(call: Call, input: CreateLocationInput): Promise<Location>
  /** Deactivating a place that holds stock is refused. */
  updateLocation(call: Call, input: UpdateLocationInput): Promise<Location>
  transfer(call: Call, input: TransferInput): Promise<Posted>
  adjust(call: Call, input: AdjustInput): Promise<Posted>
  scrap(call: Call, input: ScrapInput): Promise<Posted>
  reverse(call: Call, input: ReverseInput): Promise<Posted>
  orderProposals(call: Call, input: OrderProposalsInput): Promise<OrderedProposals>
}
