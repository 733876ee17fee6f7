import type { Done } from '../auth/auth.schema.ts'
import type { Call } from '../core/context.ts'
import type { ById } from '../core/primitives.ts'
import type {
  CreatedUser,
  CreateUserInput,
  PasswordSet,
  PeopleInput,
  Person,
  SetPasswordInput,
  UpdateUserInput,
  User,
  UserListInput,
  UserPage,
} from './user.schema.ts'

export interface UserQueries {
  list(call: Call, input: UserListInput): Promise<UserPage>
  get(call: Call, input: ById): Promise<User>
  /** Active people, at most 200, by name. */
  people(call: Call, input: PeopleInput): Promise<Person[]>
}

/**
 * Nobody can give a role that holds what they do not hold, nor change somebody who holds more than they do; the last
 * active SUPERADMIN cannot be removed, deactivated or given another role.
 */
export interface UserCommands {
  create(call: Call, input: CreateUserInput): Promise<CreatedUser>
  /** Ends the person's sessions when it deactivates them. A new role or permission counts from the next call on. */
  update(call: Call, input: UpdateUserInput): Promise<User>
  setPassword(call: Call, input: SetPasswordInput): Promise<PasswordSet>
  /** Deletes a user nothing refers to; refused otherwise, with the advice to deactivate. */
  remove(call: Call, input: ById): Promise<Done>
}
