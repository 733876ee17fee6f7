import { DomainError, invalid } from '@framewright/contracts/errors'
import type { Emit } from '../core/outbox.ts'
import type { Tx } from '../core/sql.ts'

/** A person to be. The password comes hashed: hashing takes too long for a transaction. */
export interface NewUser {
  username: string
  email: string
  passwordHash: string
  firstName: string
  lastName: string
  roleId: number
  roleAssigned: boolean
  departmentId?: number | null
  jobTitleId?: number | null
  mustChangePassword?: boolean
  dateJoined: Date
}

/**
 * Adds a person, whoever asks: an administrator, the person themselves, the command line or the first start.
 * @throws DomainError DUPLICATE for a name that is taken, INVALID_INPUT for somebody else's address as a username.
 */
export async function insertUser(tx: Tx, emit: Emit, user: NewUser): Promise<{ id: number }> {
  requireOwnAddress(user)
  await requireFreeNames(tx, user)
  const { id } = await tx.user.create({ data: user, select: { id: true } })
  const { username, roleId, roleAssigned } = user
  emit({ entity: 'user', id, ownerId: id, what: 'created', payload: { username, roleId, roleAssigned } })
  return { id }
}

/**
 * A username that looks like an e-mail address must be one's own address, so that what is typed at sign-in means one
 * person only.
 */
export function requireOwnAddress({ username, email }: { username: string; email: string }): void {
  if (!username.includes('@') || username.toLowerCase() === email.toLowerCase()) return
  throw invalid('username', 'A username with an @ must be the same as the e-mail address')
}

/**
 * The unique indexes have the last word; this says it better in all but a race.
 * @throws DomainError DUPLICATE
 */
export async function requireFreeNames(
  tx: Tx,
  names: { username?: string | undefined; email?: string | undefined },
  except = 0,
): Promise<void> {
  const { username, email } = names
  if (username !== undefined) {
    // Not Prisma's case-insensitive `equals`, which is a LIKE: to it `_` in a name is any letter.
    const taken = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM app_user WHERE lower(username) = lower(${username}) AND id <> ${except}`
    if (taken.length > 0) {
      throw new DomainError('DUPLICATE', `The username ${username} is taken.`, { field: 'username', value: username })
    }
  }
  if (email !== undefined) {
    const taken = await tx.$queryRaw<unknown[]>`
      SELECT 1 FROM app_user WHERE lower(email) = lower(${email}) AND id <> ${except}`
    if (taken.length > 0) {
      throw new DomainError('DUPLICATE', `The e-mail address ${email} is taken.`, { field: 'email', value: email })
    }
  }
}
