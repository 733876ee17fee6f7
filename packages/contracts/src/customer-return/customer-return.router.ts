import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  CreateCustomerReturnInput,
  CreditReturnInput,
  CustomerReturn,
  CustomerReturnListInput,
  CustomerReturnPage,
  EndReturnInput,
  InspectReturnInput,
  ReceiveReturnInput,
  RestockReturnInput,
  Returnable,
  ReturnableInput,
} from './customer-return.schema.ts'

/** Whoever handles them sees them; others without `customerReturn.read` see those of their own orders and invoices. */
const see = [
  'customerReturn.read',
  'customerReturn.approve',
  'customerReturn.handle',
  'salesOrder.own',
  'invoice.own',
] as const
const step = (name: string, summary: string) => ({
  summary,
  rest: `POST /warehouse/returns/{id}/${name}` as const,
  status: 200 as const,
})

export const customerReturnRouter = router({
  list: query({ permission: see, summary: 'List returns', rest: 'GET /warehouse/returns' })
    .input(CustomerReturnListInput)
    .output(CustomerReturnPage)
    .query(({ ctx, input }) => ctx.services.customerReturn.list(ctx.call, input)),
  get: query({ permission: see, summary: 'One return', rest: 'GET /warehouse/returns/{id}' })
    .input(ById)
    .output(CustomerReturn)
    .query(({ ctx, input }) => ctx.services.customerReturn.get(ctx.call, input)),
  returnable: query({ permission: see, summary: 'What can still be sent back' })
    .input(ReturnableInput)
    .output(Returnable)
    .query(({ ctx, input }) => ctx.services.customerReturn.returnable(ctx.call, input)),
  create: command({
    permission: 'customerReturn.write',
    summary: 'A customer sends goods back',
    rest: 'POST /warehouse/returns',
    status: 201,
  })
    .input(CreateCustomerReturnInput)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.create(ctx.call, input)),
  approve: command({ permission: 'customerReturn.approve', ...step('approve', 'It may come') })
    .input(ById)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.approve(ctx.call, input)),
  reject: command({ permission: 'customerReturn.approve', ...step('reject', 'It may not come') })
    .input(EndReturnInput)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.reject(ctx.call, input)),
  cancel: command({ permission: 'customerReturn.write', ...step('cancel', 'It does not come') })
    .input(EndReturnInput)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.cancel(ctx.call, input)),
  receive: command({ permission: 'customerReturn.handle', ...step('receive', 'It has come: into quarantine') })
    .input(ReceiveReturnInput)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.receive(ctx.call, input)),
  inspect: command({ permission: 'customerReturn.handle', ...step('inspect', 'What passed and what failed') })
    .input(InspectReturnInput)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.inspect(ctx.call, input)),
  restock: command({
    permission: 'customerReturn.handle',
    ...step('restock', 'What passed to storage, the rest to scrap'),
  })
    .input(RestockReturnInput)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.restock(ctx.call, input)),
  credit: command({
    permission: 'customerReturn.credit',
    ...step('credit', 'The customer gets back what they paid for it'),
  })
    .input(CreditReturnInput)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.credit(ctx.call, input)),
  scrap: command({ permission: 'customerReturn.handle', ...step('scrap', 'All of it to scrap') })
    .input(ById)
    .output(CustomerReturn)
    .mutation(({ ctx, input }) => ctx.services.customerReturn.scrap(ctx.call, input)),
})
