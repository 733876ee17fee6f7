import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { BadgeListInput, BadgePage, IssueBadgeInput, IssuedBadge } from './badge.schema.ts'

export const badgeRouter = router({
  list: query({ permission: 'badge.write', summary: 'List badges', rest: 'GET /badges' })
    .input(BadgeListInput)
    .output(BadgePage)
    .query(({ ctx, input }) => ctx.services.badge.list(ctx.call, input)),
  issue: command({
    permission: 'badge.write',
    summary: 'Issue a badge; its code is shown once',
    rest: 'POST /badges',
    status: 201,
  })
    .input(IssueBadgeInput)
    .output(IssuedBadge)
    .mutation(({ ctx, input }) => ctx.services.badge.issue(ctx.call, input)),
  revoke: command({ permission: 'badge.write', summary: 'Revoke a badge', rest: 'DELETE /badges/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.badge.revoke(ctx.call, input)),
})
