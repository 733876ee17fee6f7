import type { Caller } from '@framewright/contracts/core/context'

/** Tells who is calling from what they present. Null for whatever is not, or no longer, good. */
export interface Authenticator {
  byToken(token: string): Promise<Caller | null>
  byApiKey(key: string): Promise<Caller | null>
}
