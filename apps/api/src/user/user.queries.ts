import { notFound } from '@framewright/contracts/errors'
import { superadminRole } from '@framewright/contracts/permissions'
import type { Person, User, UserListInput } from '@framewright/contracts/user/user.schema'
import type { UserQueries } from '@framewright/contracts/user/user.service'
import type { ReadDb } from '@framewright/db/client'
import { sql } from 'kysely'
import { containing, fetchPage, type SortKey } from '../core/cursor.ts'
import type { Deps } from '../core/deps.ts'
import { personName } from '../core/names.ts'

/** How a person is called, in SQL; the same as `personName`. */
const name = sql<string>`coalesce(nullif(btrim(app_user.first_name || ' ' || app_user.last_name), ''), app_user.username)`
const byName = sql<string>`lower(${name})`

const sorts: Record<string, SortKey> = {
  username: { by: sql`lower(app_user.username)`, type: 'text' },
  name: { by: byName, type: 'text' },
  role: { by: sql`lower(role.name)`, type: 'text' },
  dateJoined: { by: sql`app_user.date_joined`, type: 'timestamptz' },
  // Who has never signed in comes before all who have.
  lastLogin: { by: sql`coalesce(app_user.last_login, '-infinity')`, type: 'timestamptz' },
}

/** Most people a picker is offered; whoever is not among them is found by name. */
const mostPeople = 200

export function userQueries({ read }: Pick<Deps, 'read'>): UserQueries {
  return {
    async list(_call, input) {
      const { search, roleId, departmentId, jobTitleId, active, roleAssigned } = input
      const filtered =
        Boolean(search) || [roleId, departmentId, jobTitleId, active, roleAssigned].some((one) => one !== undefined)
      return fetchPage(selectUsers(read, input), input, {
        id: sql<number>`app_user.id`,
        sorts,
        defaultSort: 'username',
        map: toUser,
        // A shop has few users: counting them costs nothing.
        total: filtered ? undefined : countUsers(read),
      })
    },

    async get(_call, { id }) {
      const row = await selectUsers(read, {}).where('app_user.id', '=', id).executeTakeFirst()
      if (row === undefined) throw notFound('user', id)
      return toUser(row)
    },

    async people(_call, { kind, sells, search }) {
      let query = read
        .selectFrom('app_user')
        .innerJoin('role', 'role.id', 'app_user.role_id')
        .select(['app_user.id', 'app_user.username', 'app_user.first_name', 'app_user.last_name', 'role.code'])
        .select('app_user.avatar')
        .where('app_user.active', '=', true)
        // Whoever registered themselves is nobody to give work to before they have a role.
        .where('app_user.role_assigned', '=', true)
      if (kind !== undefined) {
        const permission = `task.${kind.toLowerCase()}`
        query = query.where((eb) =>
          eb.or([eb('role.code', '=', superadminRole), sql<boolean>`${permission} = ANY(role.permissions)`]),
        )
      }
      if (sells) {
        query = query.where((eb) =>
          eb.or([eb('role.code', '=', superadminRole), sql<boolean>`'salesOrder.write' = ANY(role.permissions)`]),
        )
      }
      if (search) {
        const pattern = containing(search)
        query = query.where((eb) => eb.or([eb(name, 'ilike', pattern), eb('app_user.username', 'ilike', pattern)]))
      }
      const rows = await query.orderBy(byName).orderBy('app_user.id').limit(mostPeople).execute()
      return rows.map(
        (row): Person => ({
          id: row.id,
          name: personName(row),
          username: row.username,
          roleCode: row.code,
          avatar: row.avatar,
        }),
      )
    },
  }
}

type Filter = Partial<
  Pick<UserListInput, 'search' | 'roleId' | 'departmentId' | 'jobTitleId' | 'active' | 'roleAssigned'>
>

function selectUsers(read: ReadDb, filter: Filter) {
  let query = read
    .selectFrom('app_user')
    .innerJoin('role', 'role.id', 'app_user.role_id')
    .leftJoin('department', 'department.id', 'app_user.department_id')
    .leftJoin('job_title', 'job_title.id', 'app_user.job_title_id')
    .select([
      'app_user.department_id',
      'department.name as department_name',
      'app_user.job_title_id',
      'job_title.name as job_title_name',
      'app_user.avatar',
      'app_user.must_change_password',
      'app_user.id',
      'app_user.username',
      'app_user.email',
      'app_user.first_name',
      'app_user.last_name',
      'app_user.role_assigned',
      'app_user.active',
      'app_user.date_joined',
      'app_user.last_login',
      'app_user.version',
      'role.id as role_id',
      'role.code as role_code',
      'role.name as role_name',
    ])
  if (filter.search) {
    const pattern = containing(filter.search)
    query = query.where((eb) =>
      eb.or([
        eb('app_user.username', 'ilike', pattern),
        eb('app_user.email', 'ilike', pattern),
        eb(name, 'ilike', pattern),
      ]),
    )
  }
  if (filter.roleId !== undefined) query = query.where('app_user.role_id', '=', filter.roleId)
  if (filter.departmentId !== undefined) query = query.where('app_user.department_id', '=', filter.departmentId)
  if (filter.jobTitleId !== undefined) query = query.where('app_user.job_title_id', '=', filter.jobTitleId)
  if (filter.active !== undefined) query = query.where('app_user.active', '=', filter.active)
  if (filter.roleAssigned !== undefined) query = query.where('app_user.role_assigned', '=', filter.roleAssigned)
  return query
}

type UserRow = Awaited<ReturnType<ReturnType<typeof selectUsers>['executeTakeFirstOrThrow']>>

function toUser(row: UserRow): User {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    firstName: row.first_name,
    lastName: row.last_name,
    role: { id: row.role_id, code: row.role_code, name: row.role_name },
    roleAssigned: row.role_assigned,
    active: row.active,
    department: refOf(row.department_id, row.department_name),
    jobTitle: refOf(row.job_title_id, row.job_title_name),
    avatar: row.avatar,
    mustChangePassword: row.must_change_password,
    dateJoined: row.date_joined.toISOString(),
    lastLogin: row.last_login?.toISOString() ?? null,
    version: row.version,
  }
}

const refOf = (id: number | null, name: string | null) => (id === null || name === null ? null : { id, name })

async function countUsers(read: ReadDb): Promise<number> {
  const row = await read
    .selectFrom('app_user')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return Number(row.total)
}
