import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
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
import { SlowMovers, SlowMoversInput, StockFlow, StockFlowInput, StockStatus } from './stock.status.schema.ts'

export const stockRouter = router({
  locations: query({
    permission: ['stock.read', 'purchaseOrder.receive'],
    summary: 'List locations',
    rest: 'GET /inventory/locations',
  })
    .input(LocationListInput)
    .output(LocationPage)
    .query(({ ctx, input }) => ctx.services.stock.locations(ctx.call, input)),
  location: query({ permission: 'stock.read', summary: 'One location', rest: 'GET /inventory/locations/{id}' })
    .input(ById)
    .output(Location)
    .query(({ ctx, input }) => ctx.services.stock.location(ctx.call, input)),
  createLocation: command({
    permission: 'stock.write',
    summary: 'Create a location',
    rest: 'POST /inventory/locations',
    status: 201,
  })
    .input(CreateLocationInput)
    .output(Location)
    .mutation(({ ctx, input }) => ctx.services.stock.createLocation(ctx.call, input)),
  updateLocation: command({
    permission: 'stock.write',
    summary: 'Change a location',
    rest: 'PATCH /inventory/locations/{id}',
  })
    .input(UpdateLocationInput)
    .output(Location)
    .mutation(({ ctx, input }) => ctx.services.stock.updateLocation(ctx.call, input)),
  balances: query({ permission: 'stock.read', summary: 'What is where', rest: 'GET /inventory/balances' })
    .input(BalanceListInput)
    .output(BalancePage)
    .query(({ ctx, input }) => ctx.services.stock.balances(ctx.call, input)),
  erpBalances: query({ permission: 'stock.read', summary: 'What is where', rest: 'GET /erp/inventory/balances' })
    .input(BalanceListInput)
    .output(BalancePage)
    .query(({ ctx, input }) => ctx.services.stock.balances(ctx.call, input)),
  movements: query({ permission: 'stock.read', summary: 'The ledger, newest first', rest: 'GET /inventory/movements' })
    .input(MovementListInput)
    .output(MovementPage)
    .query(({ ctx, input }) => ctx.services.stock.movements(ctx.call, input)),
  asOf: query({ permission: 'stock.read', summary: 'What was where at an instant', rest: 'GET /inventory/stock-as-of' })
    .input(AsOfInput)
    .output(AsOfPage)
    .query(({ ctx, input }) => ctx.services.stock.asOf(ctx.call, input)),
  overview: query({
    permission: 'stock.read',
    summary: 'Value, low, dead and turning stock',
    rest: 'GET /inventory/overview',
  })
    .output(StockOverview)
    .query(({ ctx }) => ctx.services.stock.overview(ctx.call)),
  status: query({
    permission: 'stock.read',
    summary: 'How the stock stands: value by category and use of place, what waits, what is short',
    rest: 'GET /inventory/status',
  })
    .output(StockStatus)
    .query(({ ctx }) => ctx.services.stock.status(ctx.call)),
  flow: query({
    permission: 'stock.read',
    summary: 'What came into stock and what left it, by day',
    rest: 'GET /inventory/flow',
  })
    .input(StockFlowInput)
    .output(StockFlow)
    .query(({ ctx, input }) => ctx.services.stock.flow(ctx.call, input)),
  slowMovers: query({
    permission: 'stock.read',
    summary: 'What has not been moved out for so many days',
    rest: 'GET /inventory/slow-movers',
  })
    .input(SlowMoversInput)
    .output(SlowMovers)
    .query(({ ctx, input }) => ctx.services.stock.slowMovers(ctx.call, input)),
  reorderProposals: query({
    permission: 'stock.read',
    summary: 'What to reorder',
    rest: 'GET /inventory/reorder-proposals',
  })
    .output(ReorderProposals)
    .query(({ ctx }) => ctx.services.stock.reorderProposals(ctx.call)),
  orderProposals: command({
    permission: 'purchaseOrder.write',
    summary: 'Raise the purchase orders proposed',
    rest: 'POST /inventory/reorder-proposals',
    status: 201,
  })
    .input(OrderProposalsInput)
    .output(OrderedProposals)
    .mutation(({ ctx, input }) => ctx.services.stock.orderProposals(ctx.call, input)),
  transfer: command({
    permission: 'stock.write',
    summary: 'Move stock between places',
    rest: 'POST /inventory/transfers',
    status: 201,
  })
    .input(TransferInput)
    .output(Posted)
    .mutation(({ ctx, input }) => ctx.services.stock.transfer(ctx.call, input)),
  adjust: command({
    permission: 'stock.write',
    summary: 'Correct stock, with a reason',
    rest: 'POST /inventory/adjustments',
    status: 201,
  })
    .input(AdjustInput)
    .output(Posted)
    .mutation(({ ctx, input }) => ctx.services.stock.adjust(ctx.call, input)),
  scrap: command({
    permission: 'stock.write',
    summary: 'Scrap stock, with a reason',
    rest: 'POST /inventory/scraps',
    status: 201,
  })
    .input(ScrapInput)
    .output(Posted)
    .mutation(({ ctx, input }) => ctx.services.stock.scrap(ctx.call, input)),
  reverse: command({
    permission: 'stock.write',
    summary: 'Reverse a movement, once',
    rest: 'POST /inventory/movements/{movementId}/reverse',
    status: 201,
  })
    .input(ReverseInput)
    .output(Posted)
    .mutation(({ ctx, input }) => ctx.services.stock.reverse(ctx.call, input)),
})
