import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import {
  CreateCustomerInput,
  Customer,
  CustomerExportInput,
  CustomerListInput,
  CustomerPage,
  MergeInput,
  UpdateCustomerInput,
} from './customer.schema.ts'

const see = ['customer.read', 'customer.own'] as const

export const customerRouter = router({
  list: query({ permission: see, summary: 'List customers', rest: 'GET /inventory/customers' })
    .input(CustomerListInput)
    .output(CustomerPage)
    .query(({ ctx, input }) => ctx.services.customer.list(ctx.call, input)),
  count: query({ permission: see, summary: 'How many customers a filter finds' })
    .input(CustomerExportInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.customer.count(ctx.call, input)),
  export: query({
    permission: see,
    summary: 'Export customers as CSV',
    rest: 'GET /inventory/customers/export',
    produces: 'text/csv',
  })
    .input(CustomerExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.customer.export(ctx.call, input)),
  import: command({
    permission: 'customer.write',
    summary: 'Import customers from CSV: changes what is there, makes what is not',
    rest: 'POST /inventory/customers/import',
    consumes: 'text/csv',
    status: 200,
  })
    .input(CsvImportInput)
    .output(CsvImportResult)
    .mutation(({ ctx, input }) => ctx.services.customer.import(ctx.call, input)),
  get: query({ permission: see, summary: 'One customer', rest: 'GET /inventory/customers/{id}' })
    .input(ById)
    .output(Customer)
    .query(({ ctx, input }) => ctx.services.customer.get(ctx.call, input)),
  create: command({
    permission: 'customer.write',
    summary: 'Create a customer',
    rest: 'POST /inventory/customers',
    status: 201,
  })
    .input(CreateCustomerInput)
    .output(Customer)
    .mutation(({ ctx, input }) => ctx.services.customer.create(ctx.call, input)),
  update: command({
    permission: 'customer.write',
    summary: 'Change a customer',
    rest: 'PATCH /inventory/customers/{id}',
  })
    .input(UpdateCustomerInput)
    .output(Customer)
    .mutation(({ ctx, input }) => ctx.services.customer.update(ctx.call, input)),
  remove: command({
    permission: 'customer.write',
    summary: 'Delete a customer nothing refers to',
    rest: 'DELETE /inventory/customers/{id}',
  })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.customer.remove(ctx.call, input)),
  merge: command({
    permission: 'party.merge',
    summary: 'Merge a duplicate into a customer',
    rest: 'POST /inventory/customers/{id}/merge',
    status: 200,
  })
    .input(MergeInput)
    .output(Customer)
    .mutation(({ ctx, input }) => ctx.services.customer.merge(ctx.call, input)),
})
