import { query, router } from '../core/procedure.ts'
import {
  BalanceListInput,
  BalancePage,
  LocationListInput,
  LocationPage,
  MovementListInput,
  MovementPage,
} from './stock.schema.ts'

export const stockRouter = router({
  locations: query({
    permission: ['stock.read', 'purchaseOrder.receive'],
    summary: 'List locations',
    rest: 'GET /inventory/locations',
  })
    .input(LocationListInput)
    .output(LocationPage)
    .query(({ ctx, input }) => ctx.services.stock.locations(ctx.call, input)),
  balances: query({ permission: 'stock.read', summary: 'What is where', rest: 'GET /inventory/balances' })
    .input(BalanceListInput)
    .output(BalancePage)
    .query(({ ctx, input }) => ctx.services.stock.balances(ctx.call, input)),
  movements: query({ permission: 'stock.read', summary: 'The ledger, newest first', rest: 'GET /inventory/movements' })
    .input(MovementListInput)
    .output(MovementPage)
    .query(({ ctx, input }) => ctx.services.stock.movements(ctx.call, input)),
})
