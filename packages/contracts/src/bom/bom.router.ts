import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { CsvImportInput, CsvImportResult } from '../core/csv-import.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import { BomExplosion, ExplodeBomInput, WhereUsed, WhereUsedInput } from './bom.explosion.schema.ts'
import {
  Bom,
  BomComparison,
  BomExportInput,
  BomListInput,
  BomPage,
  BomRevisionInput,
  CompareBomInput,
  CreateBomInput,
  GetBomInput,
  ReleaseBomInput,
  UpdateBomInput,
} from './bom.schema.ts'

export const bomRouter = router({
  list: query({ permission: 'bom.read', summary: 'List bills of materials, by revision', rest: 'GET /boms' })
    .input(BomListInput)
    .output(BomPage)
    .query(({ ctx, input }) => ctx.services.bom.list(ctx.call, input)),
  export: query({
    permission: 'bom.read',
    summary: 'Export bills of materials as CSV, a line a row',
    rest: 'GET /boms/export',
    produces: 'text/csv',
  })
    .input(BomExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.bom.export(ctx.call, input)),
  import: command({
    permission: 'bom.write',
    summary: "Import bills of materials from CSV: each item's lines become its next revision",
    rest: 'POST /boms/import',
    consumes: 'text/csv',
    status: 200,
  })
    .input(CsvImportInput)
    .output(CsvImportResult)
    .mutation(({ ctx, input }) => ctx.services.bom.import(ctx.call, input)),
  get: query({ permission: 'bom.read', summary: "An item's bill of materials", rest: 'GET /boms/{itemId}' })
    .input(GetBomInput)
    .output(Bom)
    .query(({ ctx, input }) => ctx.services.bom.get(ctx.call, input)),
  explode: query({
    permission: 'bom.read',
    summary: 'All that so many of an item take, down all levels',
    rest: 'GET /boms/{itemId}/explosion',
  })
    .input(ExplodeBomInput)
    .output(BomExplosion)
    .query(({ ctx, input }) => ctx.services.bom.explode(ctx.call, input)),
  whereUsed: query({
    permission: 'bom.read',
    summary: 'What an item is used in, up all levels',
    rest: 'GET /boms/{itemId}/where-used',
  })
    .input(WhereUsedInput)
    .output(WhereUsed)
    .query(({ ctx, input }) => ctx.services.bom.whereUsed(ctx.call, input)),
  compare: query({
    permission: 'bom.read',
    summary: 'What changed between two revisions',
    rest: 'GET /boms/{itemId}/comparison',
  })
    .input(CompareBomInput)
    .output(BomComparison)
    .query(({ ctx, input }) => ctx.services.bom.compare(ctx.call, input)),
  create: command({
    permission: 'bom.write',
    summary: "Add the next revision of an item's bill of materials",
    rest: 'POST /boms',
    status: 201,
  })
    .input(CreateBomInput)
    .output(Bom)
    .mutation(({ ctx, input }) => ctx.services.bom.create(ctx.call, input)),
  update: command({
    permission: 'bom.write',
    summary: 'Change a draft',
    rest: 'PATCH /boms/{itemId}/revisions/{revision}',
  })
    .input(UpdateBomInput)
    .output(Bom)
    .mutation(({ ctx, input }) => ctx.services.bom.update(ctx.call, input)),
  release: command({
    permission: 'bom.write',
    summary: 'Release a draft: it never changes again',
    rest: 'POST /boms/{itemId}/revisions/{revision}/release',
    status: 200,
  })
    .input(ReleaseBomInput)
    .output(Bom)
    .mutation(({ ctx, input }) => ctx.services.bom.release(ctx.call, input)),
  discard: command({
    permission: 'bom.write',
    summary: 'Throw a draft away',
    rest: 'DELETE /boms/{itemId}/revisions/{revision}',
  })
    .input(BomRevisionInput)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.bom.discard(ctx.call, input)),
})
