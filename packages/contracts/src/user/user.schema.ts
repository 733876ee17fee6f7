import { z } from 'zod'
import { Email, Password, Username } from '../auth/auth.schema.ts'
import { Id, Instant, listInput, page, Ref, text } from '../core/primitives.ts'

export const User = z.object({
  id: Id,
  username: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  role: z.object({ id: Id, code: z.string(), name: z.string() }),
  roleAssigned: z.boolean(),
  active: z.boolean(),
  department: Ref.nullable(),
  jobTitle: Ref.nullable(),
  /** The picture: GET /users/{id}/avatar; another picture has another hash. */
  avatar: z.string().nullable(),
  /** Whether they sign in with a password that somebody else has given them, and have yet to change it. */
  mustChangePassword: z.boolean(),
  dateJoined: Instant,
  lastLogin: Instant.nullable(),
  version: z.int(),
})
export type User = z.infer<typeof User>
export const UserPage = page(User)
export type UserPage = z.infer<typeof UserPage>

export const UserListInput = listInput(['username', 'name', 'role', 'dateJoined', 'lastLogin'], {
  roleId: Id.optional(),
  departmentId: Id.optional(),
  jobTitleId: Id.optional(),
  active: z.boolean().optional(),
  /** False: those who registered themselves and wait for a role. */
  roleAssigned: z.boolean().optional(),
})
export type UserListInput = z.infer<typeof UserListInput>

export const CreateUserInput = z.object({
  email: Email,
  /** The e-mail address where it is left out. */
  username: Username.optional(),
  /** Left out, a temporary one is made up and told in the answer, this once only. */
  password: Password.optional(),
  /** Whether the password is to be changed at the first sign-in: always for one that was made up, else as said. */
  mustChangePassword: z.boolean().default(false),
  firstName: text(80).default(''),
  lastName: text(80).default(''),
  roleId: Id,
  departmentId: Id.nullish(),
  jobTitleId: Id.nullish(),
})
export type CreateUserInput = z.infer<typeof CreateUserInput>

/** `temporaryPassword` where one was made up; shown this once only. */
export const CreatedUser = User.extend({ temporaryPassword: z.string().optional() })
export type CreatedUser = z.infer<typeof CreatedUser>

export const UpdateUserInput = z.object({
  id: Id,
  /** The version read; when given, a change by somebody else in between is refused. */
  version: z.int().optional(),
  username: Username.optional(),
  email: Email.optional(),
  firstName: text(80).optional(),
  lastName: text(80).optional(),
  roleId: Id.optional(),
  departmentId: Id.nullable().optional(),
  jobTitleId: Id.nullable().optional(),
  active: z.boolean().optional(),
})
export type UpdateUserInput = z.infer<typeof UpdateUserInput>

export const SetPasswordInput = z.object({
  id: Id,
  /** Left out, a temporary one is made up and told in the answer, this once only. */
  password: Password.optional(),
  mustChangePassword: z.boolean().default(false),
})
export type SetPasswordInput = z.infer<typeof SetPasswordInput>
export const PasswordSet = z.object({ ok: z.literal(true), temporaryPassword: z.string().optional() })
export type PasswordSet = z.infer<typeof PasswordSet>

/** A person to pick: for assigning work. */
export const Person = z.object({
  id: Id,
  name: z.string(),
  username: z.string(),
  roleCode: z.string(),
  avatar: z.string().nullable(),
})
export type Person = z.infer<typeof Person>
export const PeopleInput = z.object({
  /** Only people who may do tasks of this kind. */
  kind: z.enum(['ASSEMBLY', 'GLAZING', 'INSTALLATION']).optional(),
  /** Only people who may write sales orders. */
  sells: z.boolean().optional(),
  search: text(200).optional(),
})
export type PeopleInput = z.infer<typeof PeopleInput>
