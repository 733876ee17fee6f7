import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
  ApiKey,
  ApiKeyListInput,
  ApiKeyPage,
  CreateApiKeyInput,
  CreatedApiKey,
  UpdateApiKeyInput,
} from './api-key.schema.ts'

const anyKey = ['apiKey.write', 'apiKey.manage'] as const

export const apiKeyRouter = router({
  list: query({ permission: anyKey, summary: 'List one’s own API keys, or everybody’s', rest: 'GET /api-keys' })
    .input(ApiKeyListInput.default({ all: false }))
    .output(ApiKeyPage)
    .query(({ ctx, input }) => ctx.services.apiKey.list(ctx.call, input)),
  get: query({ permission: anyKey, summary: 'One API key', rest: 'GET /api-keys/{id}' })
    .input(ById)
    .output(ApiKey)
    .query(({ ctx, input }) => ctx.services.apiKey.get(ctx.call, input)),
  create: command({
    permission: 'apiKey.write',
    summary: 'Create an API key; shown once',
    rest: 'POST /api-keys',
    status: 201,
  })
    .input(CreateApiKeyInput)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => ctx.services.apiKey.create(ctx.call, input)),
  update: command({
    permission: 'apiKey.write',
    summary: 'Change an API key’s name, life or rate',
    rest: 'PATCH /api-keys/{id}',
  })
    .input(UpdateApiKeyInput)
    .output(ApiKey)
    .mutation(({ ctx, input }) => ctx.services.apiKey.update(ctx.call, input)),
  revoke: command({ permission: anyKey, summary: 'Revoke an API key', rest: 'DELETE /api-keys/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.apiKey.revoke(ctx.call, input)),
})
