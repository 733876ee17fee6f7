import type { Tx } from '../core/sql.ts'

/** The row of `setting` that says how people are told apart at a terminal. */
export const badgeKey = 'badge'

export interface BadgeSettings {
  /** Whether somebody may give their e-mail address instead of a badge. */
  emailAllowed: boolean
}

const unsaid: BadgeSettings = { emailAllowed: true }

export async function badgeSettingsOf(tx: Tx): Promise<BadgeSettings> {
  const row = await tx.setting.findUnique({ where: { key: badgeKey } })
  return { ...unsaid, ...(row?.value as Partial<BadgeSettings> | undefined) }
}
