import type { Caller } from '@framewright/contracts/core/context'
import { invalid, notFound, ruleViolated } from '@framewright/contracts/errors'
import { type Permission, superadminRole } from '@framewright/contracts/permissions'
import type { PasswordSet, UpdateUserInput } from '@framewright/contracts/user/user.schema'
import type { UserCommands, UserQueries } from '@framewright/contracts/user/user.service'
import { requireGuessless } from '../auth/password-rules.ts'
import { hashPassword, withHashing } from '../auth/passwords.ts'
import { requirePerson, withoutPasswords } from '../auth/person.ts'
import { revokeSessions } from '../auth/sessions.ts'
import { temporaryPassword } from '../auth/temporary-password.ts'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { requireMayGrant, requireMayTouch } from '../role/grants.ts'
import { permissionsOf } from '../role/permission-sets.ts'
import { isReferenced } from './references.ts'
import { requireAnotherSuperadmin } from './superadmins.ts'
import { insertUser, requireFreeNames, requireOwnAddress } from './user.writes.ts'

export function userCommands({ commands, clock }: Deps, queries: UserQueries): UserCommands {
  return {
    async create(call, { password: given, ...input }) {
      const temporary = given === undefined ? temporaryPassword() : undefined
      const username = input.username ?? input.email
      if (given !== undefined) await requireGuessless(given, { username, email: input.email }, 'password')
      const passwordHash = await withHashing(() => hashPassword(temporary ?? given ?? ''))
      const { departmentId = null, jobTitleId = null, mustChangePassword } = input
      const person = { ...input, username, departmentId, jobTitleId }
      let fresh = false
      const made = await commands.run(
        call,
        input,
        async (tx, emit) => {
          await requireGrantable(tx, call.caller, person.roleId)
          await requireGroups(tx, person)
          fresh = true
          return insertUser(tx, emit, {
            ...person,
            passwordHash,
            mustChangePassword: mustChangePassword || temporary !== undefined,
            roleAssigned: true,
            dateJoined: clock.now(),
          })
        },
        (id) => queries.get(call, id),
      )
      // The answer is kept for a repeated request, so the password is put in behind it. Who repeats it sets a new one.
      return fresh && temporary !== undefined ? { ...made, temporaryPassword: temporary } : made
    },

    update(call, input) {
      if (input.id === call.caller.userId) requirePerson(call)
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { id } = input
          const current = await lockUser(tx, id)
          requireMayTouch(call.caller, current.permissions, 'this user')
          requireVersion(input.version, current.version)
          const changes = changesOf(input, current)
          if (changes.roleId !== undefined) await requireGrantable(tx, call.caller, changes.roleId)
          if (current.isSuperadmin && current.active) {
            const stays = changes.active !== false && (changes.roleId ?? current.roleId) === current.roleId
            if (!stays) await requireAnotherSuperadmin(tx, id)
          }
          await requireFreeNames(tx, changes, id)
          requireOwnAddress({ ...current, ...changes })
          await requireGroups(tx, changes)
          await tx.user.update({
            where: { id },
            data: {
              ...changes,
              ...(changes.roleId === undefined ? {} : { roleAssigned: true }),
              version: { increment: 1 },
            },
          })
          if (changes.active === false) await revokeSessions(tx, { userId: id }, 'deactivated', clock.now())
          const { active, roleId } = changes
          const payload = { changed: Object.keys(changes), ...definedOnly({ active, roleId }) }
          emit({ entity: 'user', id, ownerId: id, what: 'updated', payload })
        },
        () => queries.get(call, input),
      )
    },

    async setPassword(call, { id, password, mustChangePassword }) {
      if (id === call.caller.userId) requirePerson(call)
      const temporary = password === undefined ? temporaryPassword() : undefined
      const passwordHash = await withHashing(() => hashPassword(temporary ?? password ?? ''))
      let fresh = false
      const done = await commands.run<void, PasswordSet>(
        call,
        withoutPasswords({ id, password }),
        async (tx, emit) => {
          const person = await lockUser(tx, id)
          requireMayTouch(call.caller, person.permissions, 'this user')
          if (password !== undefined) await requireGuessless(password, person, 'password')
          fresh = true
          const mustChange = mustChangePassword || temporary !== undefined
          await tx.user.update({ where: { id }, data: { passwordHash, mustChangePassword: mustChange } })
          // Whoever knew the old one may be signed in with it; the caller's own session stays.
          const except = id === call.caller.userId ? call.caller.sessionId : undefined
          await revokeSessions(tx, { userId: id, except }, 'passwordChanged', clock.now())
          emit({ entity: 'user', id, ownerId: id, what: 'passwordSet' })
        },
        async () => ({ ok: true }),
      )
      return fresh && temporary !== undefined ? { ...done, temporaryPassword: temporary } : done
    },

    remove(call, input) {
      const { id } = input
      if (id === call.caller.userId) throw ruleViolated('removeSelf', 'You cannot delete your own account.')
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const current = await lockUser(tx, id)
          requireMayTouch(call.caller, current.permissions, 'this user')
          if (current.isSuperadmin && current.active) await requireAnotherSuperadmin(tx, id)
          if (await hasActed(tx, id)) throw inUse(current.username)
          try {
            await tx.user.delete({ where: { id } })
          } catch (error) {
            // The foreign keys know everything that refers to a person, also what is added one day.
            throw isReferenced(error) ? inUse(current.username) : error
          }
          emit({ entity: 'user', id, what: 'removed', payload: { username: current.username } })
        },
        async () => ({ ok: true }),
      )
    },
  }
}

interface LockedUser {
  username: string
  email: string
  active: boolean
  version: number
  roleId: number
  isSuperadmin: boolean
  permissions: Permission[]
}

/** Holds the person's row until the transaction ends, and tells what they hold. */
async function lockUser(tx: Tx, id: number): Promise<LockedUser> {
  const [row] = await tx.$queryRaw<
    (Pick<LockedUser, 'username' | 'email' | 'active' | 'version'> & {
      role_id: number
      code: string
      stored: string[]
    })[]
  >`
    SELECT u.username, u.email, u.active, u.version, u.role_id, r.code, r.permissions AS stored
    FROM app_user u JOIN role r ON r.id = u.role_id WHERE u.id = ${id} FOR NO KEY UPDATE OF u`
  if (row === undefined) throw notFound('user', id)
  const { role_id, code, stored, ...user } = row
  return {
    ...user,
    roleId: role_id,
    isSuperadmin: code === superadminRole,
    permissions: permissionsOf(code, stored),
  }
}

async function requireGrantable(tx: Tx, caller: Caller, roleId: number): Promise<void> {
  const role = await tx.role.findUnique({ where: { id: roleId } })
  if (role === null) throw invalid('roleId', 'There is no such role')
  requireMayGrant(caller, permissionsOf(role.code, role.permissions))
}

/** Refuses a department or a job title that is not there, or not given to anybody any more. */
async function requireGroups(
  tx: Tx,
  { departmentId, jobTitleId }: { departmentId?: number | null; jobTitleId?: number | null },
): Promise<void> {
  if (departmentId && !(await tx.department.findFirst({ where: { id: departmentId, active: true } }))) {
    throw invalid('departmentId', 'There is no such department any more')
  }
  if (jobTitleId && !(await tx.jobTitle.findFirst({ where: { id: jobTitleId, active: true } }))) {
    throw invalid('jobTitleId', 'There is no such job title any more')
  }
}

/** The columns a request names. Somebody whose username is their address keeps it so. */
function changesOf(input: UpdateUserInput, current: LockedUser) {
  const { email, firstName, lastName, roleId, departmentId, jobTitleId, active } = input
  const follows = input.username === undefined && email !== undefined && current.username.includes('@')
  return definedOnly({
    username: follows ? email : input.username,
    email,
    firstName,
    lastName,
    roleId,
    departmentId,
    jobTitleId,
    active,
  })
}

/** Whether the audit trail names them as the one who did something. */
async function hasActed(tx: Tx, id: number): Promise<boolean> {
  return (await tx.event.findFirst({ where: { actorId: id }, select: { id: true } })) !== null
}

const inUse = (username: string) =>
  ruleViolated('userInUse', `Work, orders or the history refer to ${username}. Deactivate the account instead.`)
