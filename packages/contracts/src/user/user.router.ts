import { z } from 'zod'
import { Done } from '../auth/auth.schema.ts'
import { ById } from '../core/primitives.ts'
import { command, query, router } from '../core/procedure.ts'
import {
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

export const userRouter = router({
  list: query({ permission: 'user.read', summary: 'List users', rest: 'GET /users' })
    .input(UserListInput)
    .output(UserPage)
    .query(({ ctx, input }) => ctx.services.user.list(ctx.call, input)),
  get: query({ permission: 'user.read', summary: 'One user', rest: 'GET /users/{id}' })
    .input(ById)
    .output(User)
    .query(({ ctx, input }) => ctx.services.user.get(ctx.call, input)),
  people: query({
    permission: ['workOrder.read', 'task.assign', 'user.read', 'salesOrder.read', 'customer.read'],
    summary: 'People to choose from: for work, as owners',
  })
    .input(PeopleInput)
    .output(z.array(Person))
    .query(({ ctx, input }) => ctx.services.user.people(ctx.call, input)),
  create: command({ permission: 'user.write', summary: 'Create a user', rest: 'POST /users', status: 201 })
    .input(CreateUserInput)
    .output(CreatedUser)
    .mutation(({ ctx, input }) => ctx.services.user.create(ctx.call, input)),
  update: command({ permission: 'user.write', summary: 'Change a user', rest: 'PATCH /users/{id}' })
    .input(UpdateUserInput)
    .output(User)
    .mutation(({ ctx, input }) => ctx.services.user.update(ctx.call, input)),
  setPassword: command({
    permission: 'user.write',
    summary: "Set a user's password",
    rest: 'POST /users/{id}/password',
    status: 200,
  })
    .input(SetPasswordInput)
    .output(PasswordSet)
    .mutation(({ ctx, input }) => ctx.services.user.setPassword(ctx.call, input)),
  remove: command({ permission: 'user.write', summary: 'Delete a user nothing refers to', rest: 'DELETE /users/{id}' })
    .input(ById)
    .output(Done)
    .mutation(({ ctx, input }) => ctx.services.user.remove(ctx.call, input)),
})
