import { DomainError, notFound, ruleViolated } from '@framewright/contracts/errors'
import { type Permission, permissionNames, superadminRole } from '@framewright/contracts/permissions'
import type { RoleCommands, RoleQueries } from '@framewright/contracts/role/role.service'
import type { Deps } from '../core/deps.ts'
import { definedOnly } from '../core/objects.ts'
import type { Tx } from '../core/sql.ts'
import { requireVersion } from '../core/versions.ts'
import { isReferenced } from '../user/references.ts'
import { requireMayGrant, requireMayTouch } from './grants.ts'
import { permissionsOf } from './permission-sets.ts'

export function roleCommands({ commands }: Deps, queries: RoleQueries): RoleCommands {
  return {
    create(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const { code, name, description } = input
          const granted = permissionsOf(code, input.permissions)
          requireMayGrant(call.caller, granted)
          if (await tx.role.findUnique({ where: { code }, select: { id: true } })) {
            throw new DomainError('DUPLICATE', `There is a role ${code} already.`, { field: 'code', value: code })
          }
          const role = await tx.role.create({
            data: { code, name, description, permissions: granted },
            select: { id: true },
          })
          emit({ entity: 'role', id: role.id, what: 'created', payload: { code, permissions: granted } })
          return role
        },
        (role) => queries.get(call, role),
      )
    },

    update(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const current = await lockRole(tx, input.id)
          requireMayTouch(call.caller, current.permissions, 'this role')
          requireVersion(input.version, current.version)
          const { name, description } = input
          const permissions = input.permissions && permissionsOf('', input.permissions)
          if (permissions) {
            requireMayGrant(call.caller, permissions)
            if (current.code === superadminRole && permissions.length < permissionNames.length) {
              throw ruleViolated('superadminPermissions', 'The super administrator always holds every permission.')
            }
          }
          await tx.role.update({
            where: { id: input.id },
            data: { ...definedOnly({ name, description, permissions }), version: { increment: 1 } },
          })
          emit({ entity: 'role', id: input.id, what: 'updated', payload: changesOf(current, { name, permissions }) })
        },
        () => queries.get(call, input),
      )
    },

    remove(call, input) {
      return commands.run(
        call,
        input,
        async (tx, emit) => {
          const current = await lockRole(tx, input.id)
          requireMayTouch(call.caller, current.permissions, 'this role')
          if (current.system) {
            throw ruleViolated('seededRole', 'This role came with the shop: it can be changed, but not deleted.')
          }
          try {
            await tx.role.delete({ where: { id: input.id } })
          } catch (error) {
            if (!isReferenced(error)) throw error
            throw ruleViolated('roleInUse', 'Somebody has this role. Give them another one first.')
          }
          emit({ entity: 'role', id: input.id, what: 'removed', payload: { code: current.code } })
        },
        async () => ({ ok: true }),
      )
    },
  }
}

interface LockedRole {
  code: string
  system: boolean
  version: number
  permissions: Permission[]
}

/** Holds the role's row until the transaction ends, so that two editors come one after the other. */
async function lockRole(tx: Tx, id: number): Promise<LockedRole> {
  const [row] = await tx.$queryRaw<(Omit<LockedRole, 'permissions'> & { permissions: string[] })[]>`
    SELECT code, system, version, permissions FROM role WHERE id = ${id} FOR NO KEY UPDATE`
  if (row === undefined) throw notFound('role', id)
  return { ...row, permissions: permissionsOf(row.code, row.permissions) }
}

/** What the audit trail keeps: which permissions came and went. */
function changesOf(
  before: LockedRole,
  after: { name?: string | undefined; permissions?: Permission[] | undefined },
): { name?: string; granted?: Permission[]; taken?: Permission[] } {
  const { name, permissions } = after
  if (permissions === undefined) return definedOnly({ name })
  return {
    ...definedOnly({ name }),
    granted: permissions.filter((one) => !before.permissions.includes(one)),
    taken: before.permissions.filter((one) => !permissions.includes(one)),
  }
}
