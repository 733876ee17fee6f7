import type { Caller } from '@framewright/contracts/core/context'
import { forbidden } from '@framewright/contracts/errors'
import { type Permission, permissions } from '@framewright/contracts/permissions'
import { missingFrom } from './permission-sets.ts'

type Holder = Pick<Caller, 'permissions'>

/**
 * Nobody grants what they do not hold.
 * @throws DomainError FORBIDDEN naming the first permission in the way.
 */
export function requireMayGrant(caller: Holder, granted: Iterable<Permission>): void {
  const [missing] = missingFrom(caller.permissions, granted)
  if (missing) throw forbidden(`You cannot give what you do not hold yourself: “${permissions[missing]}”.`, missing)
}

/**
 * Nobody changes a person, or a role, that holds more than they do.
 * @param what names it in the sentence: "this user", "this role".
 * @throws DomainError FORBIDDEN naming the first permission in the way.
 */
export function requireMayTouch(caller: Holder, held: Iterable<Permission>, what: string): void {
  const [missing] = missingFrom(caller.permissions, held)
  if (missing)
    throw forbidden(`You cannot change ${what}: it may do more than you (“${permissions[missing]}”).`, missing)
}
