import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import {
  BulkUpdateItemsInput,
  BulkUpdateItemsOutput,
  CreateItemInput,
  Item,
  ItemCountInput,
  ItemListInput,
  ItemPage,
  UpdateItemInput,
} from './item.schema.ts'

export const itemRouter = router({
  list: query({ permission: 'item.read', summary: 'List catalogue items', rest: 'GET /inventory/products' })
    .input(ItemListInput)
    .output(ItemPage)
    .query(({ ctx, input }) => ctx.services.item.list(ctx.call, input)),
  count: query({ permission: 'item.read', summary: 'How many items a filter finds' })
    .input(ItemCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.item.count(ctx.call, input)),
  export: query({
    permission: 'item.read',
    summary: 'Export items as CSV',
    rest: 'GET /inventory/products/export',
    produces: 'text/csv',
  })
    .input(ItemCountInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.item.export(ctx.call, input)),
  import: command({
    permission: 'item.write',
    summary: 'Import items from CSV: changes what is there, makes what is not',
    rest: 'POST /inventory/products/import',
    consumes: 'text/csv',
    status: 200,
  })
    .input(CsvImportInput)
    .output(CsvImportResult)
    .mutation(({ ctx, input }) => ctx.services.item.import(ctx.call, input)),
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
  update: command({
    permission: 'item.write',
    summary: 'Change a catalogue item',
    rest: 'PATCH /inventory/products/{id}',
  })
    .input(UpdateItemInput)
    .output(Item)
    .mutation(({ ctx, input }) => ctx.services.item.update(ctx.call, input)),
  bulkUpdate: command({
    permission: 'item.write',
    summary: 'Change many items alike',
    rest: 'POST /inventory/products/bulk',
    status: 200,
  })
    .input(BulkUpdateItemsInput)
    .output(BulkUpdateItemsOutput)
    .mutation(({ ctx, input }) => ctx.services.item.bulkUpdate(ctx.call, input)),
  remove: command({
    permission: 'item.write',
    summary: 'Delete an item nothing refers to',
    rest: 'DELETE /inventory/products/{id}',
  })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.item.remove(ctx.call, input)),
})
