import { z } from 'zod'
import { Id, Instant, InstantInput, requiredText } from '../core/primitives.ts'
import { Permission } from '../permissions.ts'

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  scopes: z.array(Permission),
  createdAt: Instant,
  expiresAt: Instant.nullable(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>
export const ApiKeyPage = z.object({ items: z.array(ApiKey), nextCursor: z.null() })
export type ApiKeyPage = z.infer<typeof ApiKeyPage>

export const CreateApiKeyInput = z.object({
  name: requiredText(80),
  /** At most what the caller holds. */
  scopes: z.array(Permission).min(1).max(200),
  expiresAt: InstantInput.nullish(),
})
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>

/** `key` is shown this once only. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
