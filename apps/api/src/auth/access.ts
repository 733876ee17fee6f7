import type { LoginOutput, Me } from '@framewright/contracts/auth/auth.schema'
import { menusFor } from '@framewright/contracts/menu/menus'
import type { Deps } from '../core/deps.ts'
import { hiddenMenus } from '../menu/hidden-menus.ts'
import { permissionsOf } from '../role/permission-sets.ts'

/** A person with what they may do and where they may go: what each sign-in answers with. */
export type Access = Pick<LoginOutput, 'user' | 'permissions' | 'menus' | 'eventId'>

/** Reads a person's access from the primary, since it follows a write. Undefined when there is no such person. */
export async function readAccess(
  { prisma, feed }: Pick<Deps, 'prisma' | 'feed'>,
  userId: number,
): Promise<Access | undefined> {
  const row = await prisma.user.findUnique({
    where: { id: userId },
    include: { role: true, department: true, jobTitle: true },
  })
  if (row === null) return undefined
  // Until a password that somebody else has seen is changed, there is nothing else to do.
  const permissions = row.mustChangePassword ? [] : permissionsOf(row.role.code, row.role.permissions)
  const { roleAssigned } = row
  const holder = { permissions: new Set(permissions), roleAssigned }
  const menus = menusFor(holder, await hiddenMenus(prisma, userId))
  return { user: toMe(row), permissions, menus, eventId: await feed.lastEventId() }
}

interface PersonRow {
  id: number
  username: string
  email: string
  firstName: string
  lastName: string
  roleAssigned: boolean
  department: { id: number; name: string } | null
  jobTitle: { id: number; name: string } | null
  avatar: string | null
  mustChangePassword: boolean
  dateJoined: Date
  lastLogin: Date | null
  role: { id: number; code: string; name: string }
}

function toMe(row: PersonRow): Me {
  return {
    id: row.id,
    username: row.username,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    role: { id: row.role.id, code: row.role.code, name: row.role.name },
    roleAssigned: row.roleAssigned,
    department: row.department && { id: row.department.id, name: row.department.name },
    jobTitle: row.jobTitle && { id: row.jobTitle.id, name: row.jobTitle.name },
    avatar: row.avatar,
    mustChangePassword: row.mustChangePassword,
    dateJoined: row.dateJoined.toISOString(),
    lastLogin: row.lastLogin?.toISOString() ?? null,
  }
}
