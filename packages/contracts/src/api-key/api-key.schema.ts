import { z } from 'zod'
import { Id, Instant, InstantInput, Ref, requiredText } from '../core/primitives.ts'
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
  /** Requests it may make in a minute. */
  ratePerMinute: z.int(),
  /** In whose name it acts. */
  owner: Ref,
})
export type ApiKey = z.infer<typeof ApiKey>
export const ApiKeyPage = z.object({ items: z.array(ApiKey), nextCursor: z.null() })
export type ApiKeyPage = z.infer<typeof ApiKeyPage>

export const CreateApiKeyInput = z.object({
  name: requiredText(80),
  /** At most what the caller holds. */
  scopes: z.array(Permission).min(1).max(200),
  expiresAt: InstantInput.nullish(),
  ratePerMinute: z.int().min(1).max(60_000).default(6_000),
})
export type CreateApiKeyInput = z.infer<typeof CreateApiKeyInput>

export const UpdateApiKeyInput = z.object({
  id: Id,
  name: requiredText(80).optional(),
  expiresAt: InstantInput.nullable().optional(),
  ratePerMinute: z.int().min(1).max(60_000).optional(),
})
export type UpdateApiKeyInput = z.infer<typeof UpdateApiKeyInput>

export const ApiKeyListInput = z.object({
  /** Everybody's, for those who manage them; else one's own. */
  all: z.boolean().default(false),
})
export type ApiKeyListInput = z.infer<typeof ApiKeyListInput>

/** `key` is shown this once only. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() })
export type CreatedApiKey = z.infer<typeof CreatedApiKey>
