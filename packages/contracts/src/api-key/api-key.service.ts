import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  ApiKey,
  ApiKeyListInput,
  ApiKeyPage,
  CreateApiKeyInput,
  CreatedApiKey,
  UpdateApiKeyInput,
} from './api-key.schema.ts'

/**
 * A caller's own keys, and everybody's for who manages them. A key never does more than its owner may at the moment of the
 * call, and never the data tools.
 */
export interface ApiKeyService {
  list(call: Call, input: ApiKeyListInput): Promise<ApiKeyPage>
  get(call: Call, input: ById): Promise<ApiKey>
  create(call: Call, input: CreateApiKeyInput): Promise<CreatedApiKey>
  /** Of one's own only: another name, life or rate. What it may do is settled for its life. */
  update(call: Call, input: UpdateApiKeyInput): Promise<ApiKey>
  /** Refused from the next call on. */
  revoke(call: Call, input: ById): Promise<Done>
}
