import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  CreateStockCountInput,
  EnterCountsInput,
  StockCount,
  StockCountListInput,
  StockCountPage,
} from './stock-count.schema.ts'

export const stockCountRouter = router({
  list: query({ permission: 'stock.read', summary: 'List stock counts', rest: 'GET /inventory/counts' })
    .input(StockCountListInput)
    .output(StockCountPage)
    .query(({ ctx, input }) => ctx.services.stockCount.list(ctx.call, input)),
  get: query({ permission: 'stock.read', summary: 'One stock count', rest: 'GET /inventory/counts/{id}' })
    .input(ById)
    .output(StockCount)
    .query(({ ctx, input }) => ctx.services.stockCount.get(ctx.call, input)),
  create: command({
    permission: 'stock.write',
    summary: 'Begin a count: takes the snapshot',
    rest: 'POST /inventory/counts',
    status: 201,
  })
    .input(CreateStockCountInput)
    .output(StockCount)
    .mutation(({ ctx, input }) => ctx.services.stockCount.create(ctx.call, input)),
  enter: command({
    permission: 'stock.write',
    summary: 'Enter what was counted',
    rest: 'POST /inventory/counts/{id}/enter',
    status: 200,
  })
    .input(EnterCountsInput)
    .output(StockCount)
    .mutation(({ ctx, input }) => ctx.services.stockCount.enter(ctx.call, input)),
  post: command({
    permission: 'stock.write',
    summary: 'Post the differences',
    rest: 'POST /inventory/counts/{id}/post',
    status: 200,
  })
    .input(ById)
    .output(StockCount)
    .mutation(({ ctx, input }) => ctx.services.stockCount.post(ctx.call, input)),
  cancel: command({
    permission: 'stock.write',
    summary: 'Cancel a count',
    rest: 'POST /inventory/counts/{id}/cancel',
    status: 200,
  })
    .input(ById)
    .output(StockCount)
    .mutation(({ ctx, input }) => ctx.services.stockCount.cancel(ctx.call, input)),
})
