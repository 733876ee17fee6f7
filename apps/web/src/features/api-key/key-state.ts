import type { ApiKey } from '@framewright/contracts/api-key/api-key.schema'

/** Whether a key still works, and why not. */
export function keyState(key: Pick<ApiKey, 'revokedAt' | 'expiresAt'>, now: number = Date.now()) {
  if (key.revokedAt !== null) return 'REVOKED' as const
  return key.expiresAt !== null && new Date(key.expiresAt).getTime() <= now ? ('EXPIRED' as const) : ('ACTIVE' as const)
}
