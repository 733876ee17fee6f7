import type { Call } from '../core/context.ts'
import type {
  DashboardSummary,
  FrameStatistics,
  OrderStatistics,
  ProductionStatistics,
  ProductionStatisticsInput,
  StockStatistics,
  TaskStatistics,
  WorkOrderStatistics,
} from './statistics.schema.ts'

/** Kept by deltas, exact at every instant, and as cheap at ten million rows as at ten. */
export interface StatisticsQueries {
  orders(call: Call): Promise<OrderStatistics>
  frames(call: Call): Promise<FrameStatistics>
  workOrders(call: Call): Promise<WorkOrderStatistics>
  production(call: Call, input: ProductionStatisticsInput): Promise<ProductionStatistics>
  tasks(call: Call): Promise<TaskStatistics>
  stock(call: Call): Promise<StockStatistics>
  summary(call: Call): Promise<DashboardSummary>
}
