import { command, query, router } from '../core/procedure.ts'
import {
  ClearConfirmation,
  Cleared,
  ClearInput,
  ConfirmClearInput,
  DeveloperTables,
  ResetSequencesInput,
  SequencesReset,
} from './developer.schema.ts'

const tools = { permission: 'developer.tools', peopleOnly: true } as const

export const developerRouter = router({
  tables: query({ ...tools, summary: 'Live statistics of every table', rest: 'GET /developer/tables' })
    .output(DeveloperTables)
    .query(({ ctx }) => ctx.services.developer.tables(ctx.call)),
  confirmClear: command({
    ...tools,
    summary: 'What must be typed to clear tables',
    rest: 'POST /developer/clear/confirmation',
    status: 200,
  })
    .input(ConfirmClearInput)
    .output(ClearConfirmation)
    .mutation(({ ctx, input }) => ctx.services.developer.confirmClear(ctx.call, input)),
  clear: command({
    ...tools,
    summary: 'Clear tables, all of the chosen or none',
    rest: 'POST /developer/clear',
    status: 200,
  })
    .input(ClearInput)
    .output(Cleared)
    .mutation(({ ctx, input }) => ctx.services.developer.clear(ctx.call, input)),
  resetSequences: command({
    ...tools,
    summary: 'Let sequences go on right behind what exists',
    rest: 'POST /developer/reset-sequences',
    status: 200,
  })
    .input(ResetSequencesInput)
    .output(SequencesReset)
    .mutation(({ ctx, input }) => ctx.services.developer.resetSequences(ctx.call, input)),
})
