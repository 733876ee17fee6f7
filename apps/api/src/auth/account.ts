import type { AuthService } from '@framewright/contracts/auth/auth.service'
import type { Caller } from '@framewright/contracts/core/context'
import { DomainError, ruleViolated } from '@framewright/contracts/errors'
import { menusFor } from '@framewright/contracts/menu/menus'
import { permissionNames, registeredRole } from '@framewright/contracts/permissions'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import { hiddenMenus } from '../menu/hidden-menus.ts'
import { insertUser, requireFreeNames } from '../user/user.writes.ts'
import { readAccess } from './access.ts'
import { requireGuessless } from './password-rules.ts'
import { hashPassword, verifyPassword, withHashing } from './passwords.ts'
import { requirePerson, withoutPasswords } from './person.ts'
import { revokeSessions } from './sessions.ts'
import { throttle } from './throttle.ts'

type Account = Pick<AuthService, 'register' | 'verify' | 'me' | 'updateMe' | 'changePassword'>

/** People and their own account. */
export function ownAccount(deps: Deps): Account {
  const { prisma, feed, commands, clock, config } = deps
  const limits = throttle(deps)

  async function me(userId: number) {
    const access = await readAccess(deps, userId)
    if (access === undefined) throw new DomainError('UNAUTHENTICATED', 'This account is gone. Sign in again.', {})
    return access.user
  }

  return {
    async register(call, input) {
      if (!config.registrationOpen) {
        throw ruleViolated('registrationClosed', 'People cannot register here; ask an administrator for an account.')
      }
      await requireGuessless(input.password, input, 'password')
      await limits.countRegistration(call.address)
      const role = await prisma.role.findUniqueOrThrow({ where: { code: registeredRole }, select: { id: true } })
      const passwordHash = await withHashing(() => hashPassword(input.password))
      return commands.run(
        call,
        withoutPasswords(input),
        (tx, emit) =>
          insertUser(tx, emit, {
            username: input.username,
            email: input.email,
            passwordHash,
            firstName: input.firstName ?? '',
            lastName: input.lastName ?? '',
            roleId: role.id,
            roleAssigned: false,
            dateJoined: clock.now(),
          }),
        ({ id }) => me(id),
      )
    },

    async verify({ caller }) {
      return {
        valid: true,
        expiresAt: expiryOf(caller)?.toISOString() ?? null,
        user: await me(caller.userId),
        permissions: permissionNames.filter((name) => caller.permissions.has(name)),
        menus: menusFor(caller, await hiddenMenus(prisma, caller.userId)),
        eventId: await feed.lastEventId(),
      }
    },

    me: ({ caller }) => me(caller.userId),

    updateMe(call, input) {
      requirePerson(call)
      const { userId } = call.caller
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const [current] = await tx.$queryRaw<{ username: string; email: string }[]>`
            SELECT username, email FROM app_user WHERE id = ${userId} FOR NO KEY UPDATE`
          const { email, firstName, lastName } = input
          // Somebody who signs in with their address signs in with the new one.
          const username = email !== undefined && current?.username.includes('@') ? email : undefined
          await requireFreeNames(tx, { username, email }, userId)
          const data = definedOnly({ username, email, firstName, lastName })
          await tx.user.update({ where: { id: userId }, data: { ...data, version: { increment: 1 } } })
          emit({
            entity: 'user',
            id: userId,
            ownerId: userId,
            what: 'updated',
            payload: { changed: Object.keys(data) },
          })
        },
        () => me(userId),
      )
    },

    async changePassword(call, input) {
      requirePerson(call)
      const { userId, sessionId } = call.caller
      const fresh = await withHashing(async () => {
        await limits.requirePassword(userId)
        const person = await prisma.user.findUniqueOrThrow({
          where: { id: userId },
          select: { passwordHash: true, mustChangePassword: true, username: true, email: true },
        })
        if (!(await verifyPassword(person.passwordHash, input.currentPassword))) {
          await limits.passwordFailed(userId)
          throw ruleViolated('currentPassword', 'The current password is wrong.')
        }
        if (person.mustChangePassword && input.newPassword === input.currentPassword) {
          throw ruleViolated('samePassword', 'Choose a password that nobody else has seen, not the one you were given.')
        }
        await requireGuessless(input.newPassword, person, 'newPassword')
        return { before: person.passwordHash, after: await hashPassword(input.newPassword) }
      })
      return commands.run(
        call,
        withoutPasswords(input),
        async (tx, emit) => {
          const { count } = await tx.user.updateMany({
            where: { id: userId, passwordHash: fresh.before },
            data: { passwordHash: fresh.after, mustChangePassword: false },
          })
          if (count === 0) throw new DomainError('CONFLICT', 'The password was just changed elsewhere.', {})
          await revokeSessions(tx, { userId, except: sessionId }, 'passwordChanged', clock.now())
          emit({ entity: 'user', id: userId, ownerId: userId, what: 'passwordChanged' })
        },
        async () => ({ ok: true }),
      )
    },
  }
}

/** Until when the caller's token or key is good, where the authenticator has said so. */
function expiryOf(caller: Caller & { expiresAt?: Date | null }): Date | null {
  return caller.expiresAt ?? null
}
