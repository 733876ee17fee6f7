import type { AuthService } from '@framewright/contracts/auth/auth.service'
import type { Deps } from '../core/deps.ts'
import { ownAccount } from './account.ts'
import { ownSessions } from './own-sessions.ts'
import { renewal } from './renewal.ts'
import { signingIn } from './sign-in.ts'

/** Signing in and out, and one's own account. */
export function authService(deps: Deps): AuthService {
  return { ...signingIn(deps), ...renewal(deps), ...ownAccount(deps), ...ownSessions(deps) }
}
