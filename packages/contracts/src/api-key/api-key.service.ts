import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { ApiKeyPage, CreateApiKeyInput, CreatedApiKey } from './api-key.schema.ts'

/** A caller's own keys. A key never does more than its owner may at the moment of the call. */
export interface ApiKeyService {
  list(call: Call): Promise<ApiKeyPage>
  create(call: Call, input: CreateApiKeyInput): Promise<CreatedApiKey>
  /** Refused from the next call on. */
  revoke(call: Call, input: ById): Promise<Done>
}
