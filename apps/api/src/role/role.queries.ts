import { notFound } from '@framewright/contracts/errors'
import { permissionNames, permissions } from '@framewright/contracts/permissions'
import type { Role } from '@framewright/contracts/role/role.schema'
import type { RoleQueries } from '@framewright/contracts/role/role.service'
import type { ReadDb } from '@framewright/db/client'
import type { Deps } from '../core/deps.ts'
import { permissionsOf } from './permission-sets.ts'

export function roleQueries({ read }: Pick<Deps, 'read'>): RoleQueries {
  return {
    async list() {
      const rows = await selectRoles(read).orderBy('role.system', 'desc').orderBy('role.id').execute()
      return { items: rows.map(toRole), nextCursor: null, total: rows.length }
    },

    async get(_call, { id }) {
      const row = await selectRoles(read).where('role.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('role', id)
      return toRole(row)
    },

    async permissions() {
      return permissionNames.map((name) => ({ name, description: permissions[name] }))
    },
  }
}

function selectRoles(read: ReadDb) {
  return read
    .selectFrom('role')
    .select([
      'role.id',
      'role.code',
      'role.name',
      'role.description',
      'role.permissions',
      'role.system',
      'role.version',
    ])
    .select((eb) =>
      eb
        .selectFrom('app_user')
        .whereRef('app_user.role_id', '=', 'role.id')
        .select((inner) => inner.fn.countAll<number>().as('users'))
        .as('users'),
    )
}

type RoleRow = Awaited<ReturnType<ReturnType<typeof selectRoles>['executeTakeFirstOrThrow']>>

function toRole(row: RoleRow): Role {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    description: row.description,
    permissions: permissionsOf(row.code, row.permissions),
    system: row.system,
    users: Number(row.users ?? 0),
    version: row.version,
  }
}
