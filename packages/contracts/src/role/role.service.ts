import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type { CreateRoleInput, PermissionEntry, Role, RolePage, UpdateRoleInput } from './role.schema.ts'

export interface RoleQueries {
  list(call: Call): Promise<RolePage>
  get(call: Call, input: ById): Promise<Role>
  permissions(call: Call): Promise<PermissionEntry[]>
}

/** Nobody can grant, or take from a role, what they do not hold. SUPERADMIN always holds everything. */
export interface RoleCommands {
  create(call: Call, input: CreateRoleInput): Promise<Role>
  update(call: Call, input: UpdateRoleInput): Promise<Role>
  /** Refused for a seeded role and for one that somebody has. */
  remove(call: Call, input: ById): Promise<Done>
}
