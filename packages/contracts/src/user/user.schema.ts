import { z } from 'zod'
import { Email, Password, Username } from '../auth/auth.schema.ts'
import { Id, Instant, listInput, page, text } from '../core/primitives.ts'

export const User = z.object({
  id: Id,
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: z.object({ id: Id, code: z.string(), name: z.string() }),
  roleAssigned: z.boolean(),
  active: z.boolean(),
  dateJoined: Instant,
  lastLogin: Instant.nullable(),
  version: z.int(),
})
export type User = z.infer<typeof User>
export const UserPage = page(User)
export type UserPage = z.infer<typeof UserPage>

export const UserListInput = listInput(['username', 'name', 'role', 'dateJoined', 'lastLogin'], {
  roleId: Id.optional(),
  active: z.boolean().optional(),
})
export type UserListInput = z.infer<typeof UserListInput>

export const CreateUserInput = z.object({
  username: Username,
  email: Email,
  password: Password,
  firstName: text(80).default(''),
  lastName: text(80).default(''),
  roleId: Id,
})
export type CreateUserInput = z.infer<typeof CreateUserInput>

export const UpdateUserInput = z.object({
  id: Id,
  /** The version read; when given, a change by somebody else in between is refused. */
  version: z.int().optional(),
  username: Username.optional(),
  email: Email.optional(),
  firstName: text(80).optional(),
  lastName: text(80).optional(),
  roleId: Id.optional(),
  active: z.boolean().optional(),
})
export type UpdateUserInput = z.infer<typeof UpdateUserInput>

export const SetPasswordInput = z.object({ id: Id, password: Password })
export type SetPasswordInput = z.infer<typeof SetPasswordInput>

/** A person to pick: for assigning work. */
export const Person = z.object({ id: Id, name: z.string(), username: z.string(), roleCode: z.string() })
export type Person = z.infer<typeof Person>
export const PeopleInput = z.object({
  /** Only people who may do tasks of this kind. */
  kind: z.enum(['ASSEMBLY', 'GLAZING', 'INSTALLATION']).optional(),
  search: text(200).optional(),
})
export type PeopleInput = z.infer<typeof PeopleInput>
