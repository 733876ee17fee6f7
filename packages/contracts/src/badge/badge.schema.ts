import { z } from 'zod'
import { PdfFile } from '../core/files.ts'
import { Id, Instant, Ref, text } from '../core/primitives.ts'

export const Badge = z.object({
  id: Id,
  user: Ref,
  label: z.string(),
  /** The token's first characters, to tell badges apart. */
  prefix: z.string(),
  issuedAt: Instant,
  issuedBy: Ref.nullable(),
  lastUsedAt: Instant.nullable(),
  revokedAt: Instant.nullable(),
})
export type Badge = z.infer<typeof Badge>
export const BadgePage = z.object({ items: z.array(Badge), nextCursor: z.null() })
export type BadgePage = z.infer<typeof BadgePage>

/** Newest first; the badges of one person, or the living ones of everybody. */
export const BadgeListInput = z.object({ userId: Id.optional() })
export type BadgeListInput = z.infer<typeof BadgeListInput>
export const IssueBadgeInput = z.object({ userId: Id, label: text(80).default('') })
export type IssueBadgeInput = z.infer<typeof IssueBadgeInput>
/** `code` is what the QR holds, and `card` the badge to print; both are given this once only. */
export const IssuedBadge = Badge.extend({ code: z.string(), card: PdfFile })
export type IssuedBadge = z.infer<typeof IssuedBadge>
