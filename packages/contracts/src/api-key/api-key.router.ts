import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import { ApiKeyPage, CreateApiKeyInput, CreatedApiKey } from './api-key.schema.ts'

export const apiKeyRouter = router({
  list: query({ permission: 'apiKey.write', summary: 'List one’s own API keys', rest: 'GET /api-keys' })
    .output(ApiKeyPage)
    .query(({ ctx }) => ctx.services.apiKey.list(ctx.call)),
  create: command({
    permission: 'apiKey.write',
    summary: 'Create an API key; shown once',
    rest: 'POST /api-keys',
    status: 201,
  })
    .input(CreateApiKeyInput)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => ctx.services.apiKey.create(ctx.call, input)),
  revoke: command({ permission: 'apiKey.write', summary: 'Revoke an API key', rest: 'DELETE /api-keys/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.apiKey.revoke(ctx.call, input)),
})
