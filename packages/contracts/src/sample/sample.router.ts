import { command, query, router } from '../core/procedure.ts'
import { SampleLoaded, SampleState } from './sample.schema.ts'

export const sampleRouter = router({
  state: query({
    permission: 'developer.tools',
    summary: 'Whether the shop is still empty',
    rest: 'GET /developer/sample',
  })
    .output(SampleState)
    .query(({ ctx }) => ctx.services.sample.state(ctx.call)),
  load: command({
    permission: 'developer.tools',
    summary: 'Fill an empty shop with sample data',
    rest: 'POST /developer/sample',
    status: 201,
  })
    .output(SampleLoaded)
    .mutation(({ ctx }) => ctx.services.sample.load(ctx.call)),
})
