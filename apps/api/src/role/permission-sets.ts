import { type Permission, permissionNames, superadminRole } from '@framewright/contracts/permissions'

/**
 * What a role holds: SUPERADMIN everything, others what is stored, in the catalogue's order. A stored name that this version
 * does not know is left out.
 */
export function permissionsOf(roleCode: string, stored: readonly string[]): Permission[] {
  if (roleCode === superadminRole) return [...permissionNames]
  const held = new Set(stored)
  return permissionNames.filter((name) => held.has(name))
}

/** Those of `needed` that are not held: what stands in the way of granting or touching them. */
export function missingFrom(held: ReadonlySet<Permission>, needed: Iterable<Permission>): Permission[] {
  return [...needed].filter((name) => !held.has(name))
}
