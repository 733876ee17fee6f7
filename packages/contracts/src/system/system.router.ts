import { query, router } from '../core/procedure.ts'
import { SystemHealth } from './system.schema.ts'

export const systemRouter = router({
  health: query({
    permission: 'system.health',
    summary: 'How the process, its database and its jobs are',
    rest: 'GET /system/health',
  })
    .output(SystemHealth)
    .query(({ ctx }) => ctx.services.system.health(ctx.call)),
})
