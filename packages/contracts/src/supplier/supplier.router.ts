import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import { MergeInput } from '../customer/customer.schema.ts'
import {
  CreateSupplierInput,
  Supplier,
  SupplierExportInput,
  SupplierListInput,
  SupplierPage,
  UpdateSupplierInput,
} from './supplier.schema.ts'

export const supplierRouter = router({
  list: query({ permission: 'supplier.read', summary: 'List suppliers', rest: 'GET /suppliers' })
    .input(SupplierListInput)
    .output(SupplierPage)
    .query(({ ctx, input }) => ctx.services.supplier.list(ctx.call, input)),
  import: command({
    permission: 'supplier.write',
    summary: 'Import suppliers from CSV: changes what is there, makes what is not',
    rest: 'POST /suppliers/import',
    consumes: 'text/csv',
    status: 200,
  })
    .input(CsvImportInput)
    .output(CsvImportResult)
    .mutation(({ ctx, input }) => ctx.services.supplier.import(ctx.call, input)),
  get: query({ permission: 'supplier.read', summary: 'One supplier', rest: 'GET /suppliers/{id}' })
    .input(ById)
    .output(Supplier)
    .query(({ ctx, input }) => ctx.services.supplier.get(ctx.call, input)),
  create: command({ permission: 'supplier.write', summary: 'Create a supplier', rest: 'POST /suppliers', status: 201 })
    .input(CreateSupplierInput)
    .output(Supplier)
    .mutation(({ ctx, input }) => ctx.services.supplier.create(ctx.call, input)),
  update: command({ permission: 'supplier.write', summary: 'Change a supplier', rest: 'PATCH /suppliers/{id}' })
    .input(UpdateSupplierInput)
    .output(Supplier)
    .mutation(({ ctx, input }) => ctx.services.supplier.update(ctx.call, input)),
  remove: command({
    permission: 'supplier.write',
    summary: 'Delete a supplier nothing refers to',
    rest: 'DELETE /suppliers/{id}',
  })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.supplier.remove(ctx.call, input)),
  export: query({
    permission: 'supplier.read',
    summary: 'Export suppliers as CSV',
    rest: 'GET /suppliers/export',
    produces: 'text/csv',
  })
    .input(SupplierExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.supplier.export(ctx.call, input)),
  merge: command({
    permission: 'party.merge',
    summary: 'Merge a duplicate into a supplier',
    rest: 'POST /suppliers/{id}/merge',
    status: 200,
  })
    .input(MergeInput)
    .output(Supplier)
    .mutation(({ ctx, input }) => ctx.services.supplier.merge(ctx.call, input)),
})
