import { z } from 'zod'
import { Count } from '../core/primitives.ts'
import { query, router, streamOf } from '../core/procedure.ts'
import {
  OutputFilter,
  OutputListInput,
  OutputPage,
  OutputTotals,
  OutputTotalsInput,
} from './production-output.schema.ts'

export const productionOutputRouter = router({
  list: query({
    permission: 'productionOrder.read',
    summary: 'What was made, by order, machine, operator and shift',
    rest: 'GET /production/outputs',
  })
    .input(OutputListInput)
    .output(OutputPage)
    .query(({ ctx, input }) => ctx.services.productionOutput.list(ctx.call, input)),
  count: query({ permission: 'productionOrder.read', summary: 'How many outputs a filter finds' })
    .input(OutputFilter)
    .output(Count)
    .query(({ ctx, input }) => ctx.services.productionOutput.count(ctx.call, input)),
  export: query({
    permission: 'productionOrder.read',
    summary: 'Export what was made as CSV',
    rest: 'GET /production/outputs/export',
    produces: 'text/csv',
  })
    .input(OutputFilter)
    .output(streamOf(z.string()))
    .query(({ ctx, input }) => ctx.services.productionOutput.export(ctx.call, input)),
  totals: query({
    permission: 'productionOrder.read',
    summary: 'What each machine, person, shift or item made',
    rest: 'GET /production/outputs/totals',
  })
    .input(OutputTotalsInput)
    .output(OutputTotals)
    .query(({ ctx, input }) => ctx.services.productionOutput.totals(ctx.call, input)),
})
