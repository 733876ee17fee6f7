import { z } from 'zod'
import { ById, Count } from '../core/primitives.ts'
import { command, query, router, streamOf } from '../core/procedure.ts'
import {
  CreateNonConformanceInput,
  DecideInput,
  DefectList,
  NonConformance,
  NonConformanceCountInput,
  NonConformanceExportInput,
  NonConformanceListInput,
  NonConformancePage,
} from './non-conformance.schema.ts'

export const nonConformanceRouter = router({
  list: query({ permission: 'nonConformance.read', summary: 'List non-conformances', rest: 'GET /qc/ncr' })
    .input(NonConformanceListInput)
    .output(NonConformancePage)
    .query(({ ctx, input }) => ctx.services.nonConformance.list(ctx.call, input)),
  count: query({ permission: 'nonConformance.read', summary: 'How many non-conformances a filter finds' })
    .input(NonConformanceCountInput)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.nonConformance.count(ctx.call, input)),
  defects: query({
    permission: ['nonConformance.read', 'nonConformance.write', 'inspection.write'],
    summary: 'What defects are called here, the most frequent first',
  })
    .output(DefectList)
    .query(({ ctx }) => ctx.services.nonConformance.defects(ctx.call)),
  export: query({
    permission: 'nonConformance.read',
    summary: 'Export non-conformances as CSV',
    rest: 'GET /qc/ncr/export',
    produces: 'text/csv',
  })
    .input(NonConformanceExportInput)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.nonConformance.export(ctx.call, input)),
  get: query({ permission: 'nonConformance.read', summary: 'One non-conformance', rest: 'GET /qc/ncr/{id}' })
    .input(ById)
    .output(NonConformance)
    .query(({ ctx, input }) => ctx.services.nonConformance.get(ctx.call, input)),
  create: command({
    permission: 'nonConformance.write',
    summary: 'Something is not as it should be',
    rest: 'POST /qc/ncr',
    status: 201,
  })
    .input(CreateNonConformanceInput)
    .output(NonConformance)
    .mutation(({ ctx, input }) => ctx.services.nonConformance.create(ctx.call, input)),
  decide: command({
    permission: 'nonConformance.decide',
    summary: 'What becomes of it, done in stock and work',
    rest: 'POST /qc/ncr/{id}/disposition',
    status: 200,
  })
    .input(DecideInput)
    .output(NonConformance)
    .mutation(({ ctx, input }) => ctx.services.nonConformance.decide(ctx.call, input)),
  close: command({
    permission: 'nonConformance.decide',
    summary: 'What was decided is done',
    rest: 'POST /qc/ncr/{id}/close',
    status: 200,
  })
    .input(ById)
    .output(NonConformance)
    .mutation(({ ctx, input }) => ctx.services.nonConformance.close(ctx.call, input)),
})
