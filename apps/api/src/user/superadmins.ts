import { ruleViolated } from '@framewright/contracts/errors'
import { superadminRole } from '@framewright/contracts/permissions'
import type { Tx } from '../core/sql.ts'

/**
 * Holds the SUPERADMIN role's row until the transaction ends. Whoever might take the last one away comes through here, so
 * that two who demote each other come one after the other and the second sees what the first has done. It does not stand in
 * the way of giving the role, whose foreign key locks more weakly.
 * @returns the role's id.
 */
export async function lockSuperadmins(tx: Tx): Promise<number> {
  const [role] = await tx.$queryRaw<{ id: number }[]>`
    SELECT id FROM role WHERE code = ${superadminRole} FOR NO KEY UPDATE`
  if (role === undefined) throw new Error(`The role ${superadminRole} is missing`)
  return role.id
}

/**
 * Refuses to leave the shop without an active SUPERADMIN. Called before the change that takes this person's role, account
 * or activity away.
 * @throws DomainError RULE_VIOLATED
 */
export async function requireAnotherSuperadmin(tx: Tx, userId: number): Promise<void> {
  const roleId = await lockSuperadmins(tx)
  const another = await tx.user.findFirst({
    where: { roleId, active: true, id: { not: userId } },
    select: { id: true },
  })
  if (another === null) {
    throw ruleViolated(
      'lastSuperadmin',
      'This is the last active super administrator. Give somebody else that role first.',
    )
  }
}
