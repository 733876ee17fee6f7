import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { CreateItemInput, Item, ItemListInput, ItemPage } from './item.schema.ts'

export const itemRouter = router({
  list: query({ permission: 'item.read', summary: 'List catalogue items', rest: 'GET /inventory/products' })
    .input(ItemListInput)
    .output(ItemPage)
    .query(({ ctx, input }) => ctx.services.item.list(ctx.call, input)),
  get: query({ permission: 'item.read', summary: 'One catalogue item', rest: 'GET /inventory/products/{id}' })
    .input(ById)
    .output(Item)
    .query(({ ctx, input }) => ctx.services.item.get(ctx.call, input)),
  create: command({
    permission: 'item.write',
    summary: 'Create a catalogue item',
    rest: 'POST /inventory/products',
    status: 201,
  })
    .input(CreateItemInput)
    .output(Item)
    .mutation(({ ctx, input }) => ctx.services.item.create(ctx.call, input)),
})
