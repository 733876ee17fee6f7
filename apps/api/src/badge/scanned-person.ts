import { badgePrefix } from '@framewright/contracts/badge/badge.code'
import { DomainError, forbidden, invalid } from '@framewright/contracts/errors'
import type { Permission } from '@framewright/contracts/permissions'
import { hashSecret } from '../auth/secrets.ts'
import { personName } from '../core/names.ts'
import type { Tx } from '../core/sql.ts'
import { permissionsOf } from '../role/permission-sets.ts'
import { badgeSettingsOf } from './badge.settings.ts'

/** What a scan says of a person: the code on a badge, or an e-mail address. */
export interface Scan {
  badge?: string | undefined
  userEmail?: string | undefined
}

/** Somebody who was scanned at a terminal, whoever is signed in there. */
export interface ScannedPerson {
  id: number
  name: string
  /** Their role's. A password they have yet to change does not count: the badge is not the password. */
  permissions: ReadonlySet<Permission>
}

/** A code of ours: the prefix and 256 random bits. What is not one is not looked up. */
const shape = new RegExp(`^${badgePrefix}[A-Za-z0-9_-]{43}$`)

interface Holder {
  id: number
  username: string
  first_name: string
  last_name: string
  active: boolean
  role: string
  permissions: string[]
}
interface BadgeHolder extends Holder {
  badge_id: number
  revoked: boolean
  /** Its last use is not recorded within this minute yet. */
  unrecorded: boolean
}

/**
 * Finds who was scanned, and records the use of their badge, at most once a minute.
 * @throws NOT_FOUND for a badge or an address nobody has; FORBIDDEN for a revoked badge, an account that is switched off, and an
 * address where only badges count; INVALID_INPUT where neither was scanned.
 */
export async function scannedPerson(tx: Tx, { badge, userEmail }: Scan): Promise<ScannedPerson> {
  if (badge !== undefined) return byBadge(tx, badge.trim())
  if (userEmail !== undefined) return byEmail(tx, userEmail.trim())
  throw invalid('badge', 'Scan a badge or give an e-mail address')
}

async function byBadge(tx: Tx, code: string): Promise<ScannedPerson> {
  const [found] = shape.test(code)
    ? await tx.$queryRaw<BadgeHolder[]>`
        SELECT u.id, u.username, u.first_name, u.last_name, u.active, r.code AS role, r.permissions,
          b.id AS badge_id, b.revoked_at IS NOT NULL AS revoked,
          b.last_used_at IS NULL OR b.last_used_at <= now() - interval '1 minute' AS unrecorded
        FROM badge b JOIN app_user u ON u.id = b.user_id JOIN role r ON r.id = u.role_id
        WHERE b.token_hash = ${hashSecret(code)}`
    : []
  if (found === undefined) {
    throw new DomainError('NOT_FOUND', 'This badge is not known here. Ask the office for a new one.', {
      entity: 'badge',
    })
  }
  if (found.revoked) throw forbidden('This badge was revoked. Ask the office for a new one.')
  const person = personOf(found)
  if (found.unrecorded) await recordUse(tx, found.badge_id)
  return person
}

async function byEmail(tx: Tx, email: string): Promise<ScannedPerson> {
  const { emailAllowed } = await badgeSettingsOf(tx)
  if (!emailAllowed) throw forbidden('Only badges count here. Scan your badge.')
  const [found] = await tx.$queryRaw<Holder[]>`
    SELECT u.id, u.username, u.first_name, u.last_name, u.active, r.code AS role, r.permissions
    FROM app_user u JOIN role r ON r.id = u.role_id
    WHERE lower(u.email) = lower(${email})`
  if (found === undefined) {
    throw new DomainError('NOT_FOUND', `Nobody here has the address ${email}. Check it, or scan your badge.`, {
      entity: 'user',
    })
  }
  return personOf(found)
}

function personOf(holder: Holder): ScannedPerson {
  const name = personName(holder)
  if (!holder.active) throw forbidden(`${name}’s account is switched off. Ask the office.`)
  return { id: holder.id, name, permissions: new Set(permissionsOf(holder.role, holder.permissions)) }
}

/** Of many scans at once one records it; the others do not wait for it. */
async function recordUse(tx: Tx, id: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE badge SET last_used_at = now() WHERE id = (
      SELECT id FROM badge
      WHERE id = ${id} AND (last_used_at IS NULL OR last_used_at <= now() - interval '1 minute')
      FOR UPDATE SKIP LOCKED)`
}
