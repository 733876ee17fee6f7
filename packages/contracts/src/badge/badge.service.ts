import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { BadgeListInput, BadgePage, IssueBadgeInput, IssuedBadge } from './badge.schema.ts'

/** What people scan to say who they are. A badge signs nobody in: it names who works at a terminal that is signed in. */
export interface BadgeService {
  list(call: Call, input: BadgeListInput): Promise<BadgePage>
  /** Beside those the person has. */
  issue(call: Call, input: IssueBadgeInput): Promise<IssuedBadge>
  /** Refused from the next scan on. */
  revoke(call: Call, input: ById): Promise<Done>
}
