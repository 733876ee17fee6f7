import { z } from 'zod'
import { Id, requiredText, text } from '../core/primitives.ts'
import { Permission } from '../permissions.ts'

export const Role = z.object({
  id: Id,
  code: z.string(),
  name: z.string(),
  description: z.string(),
  permissions: z.array(Permission),
  system: z.boolean(),
  users: z.int(),
  version: z.int(),
})
export type Role = z.infer<typeof Role>
/** There are few roles: the list is one page, always. */
export const RolePage = z.object({ items: z.array(Role), nextCursor: z.null(), total: z.int() })
export type RolePage = z.infer<typeof RolePage>

export const PermissionEntry = z.object({ name: Permission, description: z.string() })
export type PermissionEntry = z.infer<typeof PermissionEntry>

export const CreateRoleInput = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[A-Z][A-Z0-9_]{1,39}$/, { message: 'A role code is capital letters, digits and underscores' }),
  name: requiredText(80),
  description: text(500).default(''),
  permissions: z.array(Permission).max(200).default([]),
})
export type CreateRoleInput = z.infer<typeof CreateRoleInput>

export const UpdateRoleInput = z.object({
  id: Id,
  version: z.int().optional(),
  name: requiredText(80).optional(),
  description: text(500).optional(),
  permissions: z.array(Permission).max(200).optional(),
})
export type UpdateRoleInput = z.infer<typeof UpdateRoleInput>
