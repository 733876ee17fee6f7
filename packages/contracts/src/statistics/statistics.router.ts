import { query, router } from '../core/procedure.ts'
import {
  DashboardSummary,
  FrameStatistics,
  OrderStatistics,
  ProductionStatistics,
  ProductionStatisticsInput,
  StockStatistics,
  TaskStatistics,
  WorkOrderStatistics,
} from './statistics.schema.ts'

export const statisticsRouter = router({
  orders: query({ permission: 'statistics.read', summary: 'Orders by state and money', rest: 'GET /statistics/orders' })
    .output(OrderStatistics)
    .query(({ ctx }) => ctx.services.statistics.orders(ctx.call)),
  frames: query({ permission: 'statistics.read', summary: 'Frames in stock and made', rest: 'GET /statistics/frames' })
    .output(FrameStatistics)
    .query(({ ctx }) => ctx.services.statistics.frames(ctx.call)),
  workOrders: query({
    permission: 'statistics.read',
    summary: 'Work orders by state',
    rest: 'GET /statistics/workorders',
  })
    .output(WorkOrderStatistics)
    .query(({ ctx }) => ctx.services.statistics.workOrders(ctx.call)),
  production: query({
    permission: 'statistics.read',
    summary: 'Production: orders by state, what they made and lost, work in progress, plan against actual',
    rest: 'GET /statistics/production',
  })
    .input(ProductionStatisticsInput)
    .output(ProductionStatistics)
    .query(({ ctx, input }) => ctx.services.statistics.production(ctx.call, input)),
  tasks: query({ permission: 'statistics.read', summary: 'Tasks by kind and state', rest: 'GET /statistics/tasks' })
    .output(TaskStatistics)
    .query(({ ctx }) => ctx.services.statistics.tasks(ctx.call)),
  stock: query({ permission: 'stock.read', summary: 'Stock value and shortages', rest: 'GET /statistics/stock' })
    .output(StockStatistics)
    .query(({ ctx }) => ctx.services.statistics.stock(ctx.call)),
  summary: query({ permission: 'statistics.read', summary: 'The home screen', rest: 'GET /erp/dashboard/summary' })
    .output(DashboardSummary)
    .query(({ ctx }) => ctx.services.statistics.summary(ctx.call)),
  mobileSummary: query({
    permission: 'statistics.read',
    summary: 'The home screen of a phone',
    rest: 'GET /mobile/dashboard/summary',
  })
    .output(DashboardSummary)
    .query(({ ctx }) => ctx.services.statistics.summary(ctx.call)),
})
